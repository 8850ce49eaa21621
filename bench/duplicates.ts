/**
 * `npm run bench -- duplicates [folder]`: how far enrolments of different people lie apart (mean of shots to mean of
 * shots), how far two enrolments of one person do, and what share of both the search for duplicates finds at its
 * radius for several sizes of a school. The folder holds one folder of photographs a person.
 */
import { distanceBetween } from '@hadir/api/src/features/enrolment/descriptor.ts';
import { duplicateRadius } from '@hadir/api/src/features/enrolment/match-duplicates.ts';
import { describeAll } from './face/describe-all.ts';
import { listLabelled, listStrangers } from './face/photographs.ts';

const SHOTS = 5;
const [, , folder] = process.argv;

const photographs = [...listLabelled(), ...(folder ? listLabelled(folder) : [])];
const people = groupByPerson(await describeAll(photographs));
const portraits = (await describeAll(listStrangers())).flatMap(({ descriptor }) =>
  descriptor.length > 0 ? [descriptor] : [],
);

const several = people.filter((shots) => shots.length >= 2);
const strangers = pairs(several.map((shots) => mean(shots.slice(0, SHOTS))));
const single = pairs([...people.flatMap((shots) => shots.slice(0, 1)), ...portraits]);
const genuine = people.filter((shots) => shots.length >= 4).flatMap(halves);

print(`two strangers, means of up to ${SHOTS} photographs`, strangers);
print('two strangers, one photograph each', single);
print('two enrolments of one person, other photographs', genuine);
console.log('\npeople  radius  strangers below (means, single)  enrolments of one person below');
for (const size of [10, 100, 1000, 5000]) {
  const radius = duplicateRadius(size, null, 0.5);
  const shares = [strangers, single, genuine].map((values) => share(values, radius));
  console.log(`${String(size).padStart(6)}  ${radius.toFixed(3)}  ${shares.join('  ')}`);
}

function groupByPerson(described: Awaited<ReturnType<typeof describeAll>>): number[][][] {
  const byPerson = Map.groupBy(
    described.filter(({ descriptor }) => descriptor.length > 0),
    ({ person }) => person,
  );
  return [...byPerson.values()].map((shots) => shots.map(({ descriptor }) => descriptor));
}

/** Distances between the means of two halves of a person's photographs, divided in ten ways. */
function halves(shots: readonly number[][]): number[] {
  return Array.from({ length: 10 }, (_, turn) => {
    const turned = [...shots.slice(turn % shots.length), ...shots.slice(0, turn % shots.length)];
    const count = Math.min(SHOTS, Math.floor(shots.length / 2));
    const odd = turned.filter((_shot, at) => at % 2 === 1).slice(0, count);
    const even = turned.filter((_shot, at) => at % 2 === 0).slice(0, count);
    return distanceBetween(mean(odd), mean(even));
  });
}

function pairs(descriptors: readonly number[][]): number[] {
  return descriptors.flatMap((a, i) => descriptors.slice(0, i).map((b) => distanceBetween(a, b)));
}

function print(name: string, values: readonly number[]): void {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
  const average = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - average) ** 2, 0) / values.length);
  const shares = [0, 0.01, 0.05, 0.5, 0.95].map((part) => at(part).toFixed(3)).join(' ');
  console.log(`${name}: n ${values.length}, mean ${average.toFixed(3)}, deviation ${deviation.toFixed(3)}`);
  console.log(`  least, 1 %, 5 %, 50 %, 95 %: ${shares}`);
}

function share(values: readonly number[], limit: number): string {
  const count = values.filter((value) => value <= limit).length;
  return `${count} of ${values.length} (${((100 * count) / values.length).toFixed(2)} %)`;
}

function mean(descriptors: readonly number[][]): number[] {
  const [first = []] = descriptors;
  return first.map((_, at) => descriptors.reduce((sum, row) => sum + (row[at] ?? Number.NaN), 0) / descriptors.length);
}
