/**
 * How honest students in a classroom end under the position rule, by a stated model of how phones err indoors:
 * `npm run bench -- drift`, with more students `npm run bench -- drift 500000`.
 */
import { type DriftEnd, driftMany, driftPlaces } from '@hadir/api/src/test/drift-tries.ts';

const students = Number(process.argv[2] ?? 100_000);
const seed = 2026;
const order: DriftEnd[] = ['present', 'present after a retry', 'review', 'refused'];

console.log(`${students} honest students each, seed ${seed}, six tries at most; the model: decision 0016\n`);
for (const [name, place] of Object.entries(driftPlaces)) {
  console.table(
    Object.fromEntries(
      [true, false].map((hasCode) => [
        `${name}, ${hasCode ? 'with' : 'without'} the room code`,
        describe(driftMany(seed, students, place, hasCode)),
      ]),
    ),
  );
}

function describe(ends: Map<DriftEnd, number>): Record<string, string> {
  return Object.fromEntries(order.map((end) => [end, `${(((ends.get(end) ?? 0) / students) * 100).toFixed(3)} %`]));
}
