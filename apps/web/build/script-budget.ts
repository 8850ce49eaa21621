import { brotliCompressSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

/** Bytes of brotli that a phone may have to fetch before its camera opens; models and tfjs live in the worker. */
const MOST = 250_000;

/** What a student comes through on the way: from the sign-in to the mark, with the face client. */
const ON_THE_WAY = [
  'features/sign-in/sign-in-page.tsx',
  'features/attendance/home-page.tsx',
  'features/attendance/check-in-page.tsx',
  'face/face-client.ts',
];

/** Fails the build whose scripts are too heavy for a cheap phone on a bad network. */
export const scriptBudget: Plugin = {
  name: 'script-budget',
  apply: 'build',
  writeBundle(_, bundle) {
    const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
    const entries = chunks.filter((chunk) => chunk.isEntry);
    const lazy = ON_THE_WAY.map((path) => {
      const found = chunks.find((chunk) => chunk.facadeModuleId?.endsWith(path));
      if (!found) throw new Error(`No chunk is made for ${path} any more: the script budget has to know the way.`);
      return found;
    });
    const needed = withImports([...entries, ...lazy], chunks);
    // Of the languages one comes along, beside English.
    const words = chunks.filter(({ name }) => /^words-.*-all$/.test(name)).map(weigh);
    const bytes = needed.map(weigh).reduce((sum, weight) => sum + weight, Math.max(0, ...words));
    this.info(`${(bytes / 1000).toFixed(0)} kB of script before the camera opens, of ${MOST / 1000} kB`);
    if (bytes > MOST) throw new Error(`Before the camera opens come ${bytes} bytes of script, more than ${MOST}.`);
  },
};

const weigh = ({ code }: Rolldown.OutputChunk) => brotliCompressSync(code).length;

function withImports(roots: readonly Rolldown.OutputChunk[], all: readonly Rolldown.OutputChunk[]) {
  const needed = new Set<Rolldown.OutputChunk>();
  const queue = [...roots];
  for (let chunk = queue.pop(); chunk !== undefined; chunk = queue.pop()) {
    if (needed.has(chunk)) continue;
    needed.add(chunk);
    const { imports } = chunk;
    queue.push(...all.filter(({ fileName }) => imports.includes(fileName)));
  }
  return [...needed];
}
