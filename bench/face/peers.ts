import { join } from 'node:path';
import { installOnDemand } from './install-on-demand.ts';

/** What a page asks for under `/peers/`, and where it lies. */
const scripts: Record<string, string> = {
  'face-api.js': 'face-api.js/dist/face-api.min.js',
  'human.js': '@vladmandic/human/dist/human.esm.js',
};
const humanModels = '@vladmandic/human/models';

let modules: string | null = null;

/** Whether the peers are there now. */
export async function installPeers(): Promise<boolean> {
  modules = await installOnDemand('peers', Object.values(scripts));
  return modules !== null;
}

/** The file of a peer's script or model; undefined for another name, and without the peers. */
export function findPeerFile(name: string): string | undefined {
  if (modules === null) return undefined;
  const script = scripts[name];
  if (script !== undefined) return join(modules, script);
  return /^[\w-]+\.(json|bin)$/.test(name) ? join(modules, humanModels, name) : undefined;
}
