import { distanceBetween, type Vector } from './descriptor.ts';

/**
 * How far two different people's enrolled faces lie apart (mean of shots to mean of shots): about normally distributed,
 * see `docs/accuracy.md`.
 */
type Strangers = { median: number; deviation: number };

const measured: Strangers = { median: 0.775, deviation: 0.103 };

/**
 * Deviations below the median that one pair of strangers in a hundred times so many passes: one in a hundred newcomers
 * comes so near to anybody of a school of that size.
 */
const tail = [
  { people: 10, deviations: 3.09 },
  { people: 30, deviations: 3.41 },
  { people: 100, deviations: 3.72 },
  { people: 300, deviations: 3.99 },
  { people: 1_000, deviations: 4.27 },
  { people: 3_000, deviations: 4.51 },
  { people: 10_000, deviations: 4.76 },
  { people: 30_000, deviations: 4.98 },
] as const;
const beyondTail = 5.2;

/**
 * Never less, whatever a school's own people look like: two pictures of one sitting lie nearer, and whoever enrols faces
 * that nobody has would else make the search blind.
 */
const leastRadius = measured.median - beyondTail * measured.deviation;

/** With fewer faces a school says nothing about its own people. */
const leastForOwn = 30;
/** So many give 11,000 pairs, in a few milliseconds. */
const mostForOwn = 150;

/**
 * Nearer than this to somebody else an enrolled face is looked at by an admin.
 * @param people faces it is compared with
 * @param strangers the school's own people; where they look more alike than the measured ones, the radius shrinks
 * @param threshold of a mark; never above it
 */
export function duplicateRadius(people: number, strangers: Strangers | null, threshold: number): number {
  const deviations = tail.find((entry) => people <= entry.people)?.deviations ?? beyondTail;
  const of = ({ median, deviation }: Strangers) => median - deviations * deviation;
  const own = strangers ? of(strangers) : Number.POSITIVE_INFINITY;
  return Math.min(Math.max(leastRadius, Math.min(of(measured), own)), threshold);
}

/**
 * How far a school's own people lie apart, by the median and the sixth below it, which a few accounts of one hand do not
 * move; null for too few.
 */
export function measureStrangers(means: readonly Vector[]): Strangers | null {
  if (means.length < leastForOwn) return null;
  const step = Math.max(1, means.length / mostForOwn);
  const sample = Array.from(
    { length: Math.min(means.length, mostForOwn) },
    (_, i) => means[Math.floor(i * step)] ?? [],
  );
  const distances = sample.flatMap((a, i) => sample.slice(0, i).map((b) => distanceBetween(a, b)));
  const sorted = Float64Array.from(distances).sort();
  const at = (share: number) => sorted[Math.floor(share * sorted.length)] ?? Number.NaN;
  return { median: at(0.5), deviation: at(0.5) - at(0.1587) };
}

export type Duplicates<T> = { radius: number; found: { face: T; distance: number }[] };

/** Who of these comes too near, nearest first. Only faces that staff have confirmed say what the people look like. */
export function matchDuplicates<T extends { mean: Vector; isConfirmed: boolean }>(
  mean: Vector,
  others: readonly T[],
  threshold: number,
): Duplicates<T> {
  const people = others.filter(({ isConfirmed }) => isConfirmed).map((face) => face.mean);
  const radius = duplicateRadius(others.length, measureStrangers(people), threshold);
  const found = others
    .map((face) => ({ face, distance: distanceBetween(mean, face.mean) }))
    .filter(({ distance }) => distance <= radius)
    .sort((a, b) => a.distance - b.distance);
  return { radius, found };
}
