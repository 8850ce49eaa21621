import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const VERSION = '13.5.0';
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;

export type Scores = Record<(typeof CATEGORIES)[number], number>;

type Audit = { id: string; title: string; score: number | null; scoreDisplayMode: string; displayValue?: string };
type Report = {
  runtimeError?: { message: string };
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, Audit>;
};
type Run = (url: string, flags: object) => Promise<{ lhr: Report } | undefined>;

/**
 * Lighthouse and its two hundred packages are fetched when they are first wanted, and kept apart from the workspace.
 * @returns null where they cannot be fetched
 */
export async function provideLighthouse(): Promise<Run | null> {
  const folder = fileURLToPath(new URL(`../../.cache/lighthouse-${VERSION}`, import.meta.url));
  const entry = join(folder, 'node_modules/lighthouse/core/index.js');
  if (!existsSync(entry)) {
    mkdirSync(folder, { recursive: true });
    console.log(`Fetching lighthouse ${VERSION} …`);
    const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
    const [program = 'npm', ...before] = npm;
    const args = [
      'install',
      `lighthouse@${VERSION}`,
      '--prefix',
      folder,
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
    ];
    const { status, stderr } = spawnSync(program, [...before, ...args, '--loglevel=error'], { encoding: 'utf8' });
    if (status !== 0) {
      console.log(stderr.trim());
      return null;
    }
  }
  const { default: run } = await import(pathToFileURL(entry).href);
  return run;
}

/** Scores of 0 to 100 as on a phone (Lighthouse's own slow network and processor), and what cost points. */
export async function judgePage(run: Run, url: string, port: number): Promise<{ scores: Scores; costs: string[] }> {
  const result = await run(url, { port, output: 'json', logLevel: 'error', onlyCategories: [...CATEGORIES] });
  if (!result || result.lhr.runtimeError) throw new Error(`Lighthouse: ${result?.lhr.runtimeError?.message ?? 'none'}`);
  const { categories, audits } = result.lhr;
  const scoreOf = (name: string) => Math.round((categories[name]?.score ?? 0) * 100);
  const weighed = CATEGORIES.flatMap((name) => categories[name]?.auditRefs.filter(({ weight }) => weight > 0) ?? []);
  const costs = weighed.flatMap(({ id }) => {
    const audit = audits[id];
    if (!audit || audit.score === null || audit.score >= 0.9) return [];
    return [`${audit.title}${audit.displayValue ? `: ${audit.displayValue}` : ''}`];
  });
  return {
    scores: {
      performance: scoreOf('performance'),
      accessibility: scoreOf('accessibility'),
      'best-practices': scoreOf('best-practices'),
    },
    costs,
  };
}
