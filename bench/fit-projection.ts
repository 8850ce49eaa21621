/**
 * Fits the projection of the second recogniser, 512 numbers to 128, and prints what it loses on people it was not
 * fitted on: `node bench/fit-projection.ts [folder] [--write]`. The faces are the ones of two npm packages (263 people who
 * never lived, 158 portraits), or of them and a folder's; their mirror images; and blends of two, which are further faces.
 * After `--write` pin the file with `node scripts/pin-models.mjs`.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { distanceBetween } from '@hadir/api/src/features/enrolment/descriptor.ts';
import { openBrowser, openPage } from './face/browser.ts';
import { installOnDemand } from './face/install-on-demand.ts';
import { listLabelled, listStrangers } from './face/photographs.ts';
import { openSite } from './face/site.ts';
import { fitDirections, project } from './projection/fit-directions.ts';

const target = fileURLToPath(new URL('../public/models/mobilefacenet_projection.bin', import.meta.url));
const FILL = 0.8;
const BLENDS = 2000;
const FOLDS = 2;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false } },
});
const [folder] = positionals;
const files = [
  ...(await listInvented()),
  ...listStrangers().map(({ file }) => file),
  ...(folder ? listLabelled(folder).map(({ file }) => file) : []),
];
const { people, blends } = await embedAll(files);
console.log(`${people.length} of ${files.length} faces embedded, ${blends.length} blends`);
for (let fold = 0; fold < FOLDS; fold += 1) judge(fold);
const directions = fitDirections([...people.flat(), ...blends.map(({ embedding }) => embedding)]);
if (values.write) {
  // The mean it also has room for stays zero: taking it away loses more than it gains.
  const numbers = [...Array.from({ length: 512 }, () => 0), ...directions.flat()];
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [at, number] of numbers.entries()) bytes.writeFloatLE(number, at * 4);
  writeFileSync(target, bytes);
  console.log(`written to ${target}`);
}

/** Fits on one part of the people and compares the distances of all others among each other before and after. */
function judge(fold: number): void {
  const isFitted = (at: number) => at % FOLDS !== fold;
  const within = blends.filter(({ a, b }) => isFitted(a) && isFitted(b)).map(({ embedding }) => embedding);
  const fitted = fitDirections([...people.filter((_, at) => isFitted(at)).flat(), ...within]);
  const others = people.filter((_, at) => !isFitted(at)).flatMap(([plain]) => (plain ? [plain] : []));
  const projected = others.map((embedding) => project(embedding, fitted));
  const pairs = others.flatMap((a, at) =>
    others.slice(0, at).map((b, other) => ({ before: distanceBetween(a, b), at, other })),
  );
  const errors = pairs.map(
    ({ before, at, other }) => distanceBetween(projected[at] ?? [], projected[other] ?? []) - before,
  );
  const least = (many: number[]) => many.toSorted((a, b) => a - b)[Math.floor(many.length / 1000)] ?? Number.NaN;
  const after = pairs.map(({ before }, at) => before + (errors[at] ?? Number.NaN));
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  const deviation = Math.sqrt(errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / errors.length);
  console.log(
    `fold ${fold + 1}: ${pairs.length} pairs of strangers not fitted on: nearest 1 in 1,000 at ` +
      `${least(pairs.map(({ before }) => before)).toFixed(3)} with 512 numbers, ${least(after).toFixed(3)} with 128; ` +
      `distances change by ${mean.toFixed(3)} ± ${deviation.toFixed(3)}`,
  );
}

async function listInvented(): Promise<string[]> {
  const modules = await installOnDemand('fitting', ['fake-avatars/package.json']);
  if (!modules) throw new Error('Without its pictures there is nothing to fit on.');
  const avatars = join(modules, 'fake-avatars/avatars/webp');
  return readdirSync(avatars)
    .sort()
    .map((name) => join(avatars, name));
}

/** Per face its embedding and its mirror image's; and blends of two different people, by their places. */
async function embedAll(all: readonly string[]) {
  const site = await openSite(all);
  const browser = await openBrowser('/dev/null');
  try {
    const page = await openPage(browser, `${site.address}/embed.html`);
    const found: { url: string; embeddings: number[][] }[] = [];
    for (const index of all.keys()) {
      const url = `/photographs/${index}`;
      const embeddings = await page.evaluate(([one, fill]) => bench.embed(one, fill), [url, FILL] as const);
      if (embeddings.length > 0) found.push({ url, embeddings });
    }
    const mixed: { a: number; b: number; embedding: number[] }[] = [];
    for (let turn = 0; turn < BLENDS; turn += 1) {
      // Steps without a common divisor meet every pair once before they repeat one.
      const [a, b] = [(turn * 7) % found.length, (turn * 11 + 1 + Math.floor(turn / found.length)) % found.length];
      const [from, to] = [found[a], found[b]];
      if (!from || !to || a === b) continue;
      const given = [from.url, to.url, 0.35 + 0.3 * ((turn % 10) / 9)] as const;
      mixed.push({ a, b, embedding: await page.evaluate((one) => bench.blend(...one), given) });
    }
    return { people: found.map(({ embeddings }) => embeddings), blends: mixed };
  } finally {
    await browser.close();
    await site.close();
  }
}
