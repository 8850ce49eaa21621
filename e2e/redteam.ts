/**
 * Starts the product on an empty data folder, as production runs it, and tries every row of docs/threat-model.md over
 * HTTP; beside them people who do nothing wrong. Exits with 1 when a result is weaker than its row. `--quick` tries each
 * a few times; `--only=a,b` tries some (`honest` is the marks of those people); `--faceless` enrols no photographs.
 */
import { findChromium } from './find-chromium.ts';
import { startProduct } from './product.ts';
import { makeRandom } from './random.ts';
import { makeArena } from './redteam/arena.ts';
import { findAttacks } from './redteam/attacks.ts';
import { openDatabase } from './redteam/database.ts';
import { populate } from './redteam/face-world.ts';
import { openCamera } from './redteam/faces.ts';
import { runHonest } from './redteam/honest.ts';
import { printResults, type Result, weakness } from './redteam/report.ts';
import type { Stage } from './redteam/stage.ts';
import { readThreats, type Threat } from './redteam/threat-model.ts';
import { openWire } from './redteam/wire.ts';

const isQuick = process.argv.includes('--quick');
const only = process.argv
  .find((argument) => argument.startsWith('--only='))
  ?.slice(7)
  .split(',');
const seed = Number(process.env.REDTEAM_SEED ?? Math.floor(Math.random() * 2 ** 32));
/** Attacks that wait for something to become old: beside the others, and not in a quick run. */
const slow = new Set(['challenge-expired', 'room-code-old', 'receipt-old']);
const startedAt = Date.now();

const threats = readThreats().filter(({ id }) => only?.includes(id) ?? !(isQuick && slow.has(id)));
console.log(`${threats.length} rows of docs/threat-model.md${isQuick ? ', a quick run' : ''}; REDTEAM_SEED=${seed}`);
const product = await startProduct((port) => ({
  NODE_ENV: 'production',
  PUBLIC_URL: `http://localhost:${port}`,
  TRUST_PROXY: '1',
}));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void product.remove().finally(() => process.exit(1)));
}
const wire = openWire(product.port);
const database = openDatabase(product.dataFolder);
try {
  process.exitCode = (await run()) ? 0 : 1;
} finally {
  wire.close();
  await database.close();
  await product.remove();
}

async function run(): Promise<boolean> {
  const random = makeRandom(seed);
  const token = product.said.map((line) => /setup#(\S+)/.exec(line)?.[1]).find((found) => found !== undefined);
  if (!token) throw new Error('The start printed no link to set the school up.');
  const arena = await makeArena(wire, product.address, random, token);
  const camera = await openCamera(wire, product.address, random, findChromium());
  try {
    const none = { large: 0, small: 0, strangers: 0, pool: 0 };
    const few = { large: 12, small: 4, strangers: 16, pool: 7 };
    const many = { large: 48, small: 12, strangers: 98, pool: 10 };
    const size = process.argv.includes('--faceless') ? none : isQuick ? few : many;
    const world = await populate(arena, camera, size);
    console.log(`${world.large.length} + ${world.small.length} people enrolled after ${seconds()} s`);
    const stage: Stage = {
      arena,
      courseId: await arena.makeCourse('PLAIN'),
      isQuick,
      times: (quick, whole) => (isQuick ? quick : whole),
    };
    const attacks = findAttacks(world, camera, database, product.dataFolder);
    const known = readThreats().filter(({ isTried }) => isTried);
    const orphans = Object.keys(attacks).filter((id) => !known.some((row) => row.id === id));
    const isHonestFine = only && !only.includes('honest') ? true : await tryHonest(stage, world, camera);
    const results = await tryAll(
      stage,
      threats.filter(({ isTried }) => isTried),
      attacks,
    );
    printResults(results);
    if (!isHonestFine) console.log('The honest marks did not end as they should.');
    return report(results, orphans) && isHonestFine;
  } finally {
    await camera.close();
  }
}

async function tryHonest(...given: Parameters<typeof runHonest>): Promise<boolean> {
  try {
    return await runHonest(...given);
  } catch (cause) {
    console.log(`honest marks: ${cause instanceof Error ? cause.message : String(cause)}`);
    return false;
  }
}

async function tryAll(
  stage: Stage,
  rows: readonly Threat[],
  attacks: ReturnType<typeof findAttacks>,
): Promise<Result[]> {
  const tryOne = async (threat: Threat): Promise<Result> => {
    const attack = attacks[threat.id];
    if (!attack) return { threat, tally: null, failure: 'nothing here tries this row' };
    const from = Date.now();
    try {
      const tally = await attack(stage);
      console.log(`${threat.id}: ${tally.tries} tries in ${((Date.now() - from) / 1000).toFixed(1)} s`);
      return { threat, tally, failure: null };
    } catch (cause) {
      const failure = cause instanceof Error ? cause.message : String(cause);
      console.log(`${threat.id}: ${failure}`);
      return { threat, tally: null, failure };
    }
  };
  const waiting = rows.filter(({ id }) => slow.has(id)).map(tryOne);
  const results = new Map<string, Result>();
  for (const threat of rows.filter(({ id }) => !slow.has(id))) results.set(threat.id, await tryOne(threat));
  for (const result of await Promise.all(waiting)) results.set(result.threat.id, result);
  return rows.flatMap(({ id }) => results.get(id) ?? []);
}

function report(results: readonly Result[], orphans: readonly string[]): boolean {
  const weak = results.filter((result) => weakness(result) !== null);
  for (const { tally, threat } of results) if (tally?.note) console.log(`${threat.id}: ${tally.note}`);
  for (const line of wire.broken) console.log(`BROKEN ${line}`);
  for (const id of orphans) console.log(`${id} is tried and stands in no row`);
  for (const result of weak) console.log(`WEAKER than its row: ${result.threat.id}: ${weakness(result)}`);
  const named = threats.length - results.length;
  console.log(
    `\n${results.length} rows tried, ${named} shown by tests or untried; ${wire.count()} requests in ${seconds()} s`,
  );
  const strong = results.length - weak.length;
  console.log(`${strong} as stated, ${weak.length} weaker, ${wire.broken.length} answers of 500 and more`);
  return weak.length + wire.broken.length + orphans.length === 0;
}

function seconds(): number {
  return Math.round((Date.now() - startedAt) / 1000);
}
