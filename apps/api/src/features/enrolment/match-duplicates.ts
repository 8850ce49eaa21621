import { distanceBetween, type Vector } from './descriptor.ts';
import { faceFusion, fuseDistances } from './face-fusion.ts';

/**
 * How far two different people's enrolled faces lie apart (mean of shots to mean of shots): about normally distributed,
 * see `docs/accuracy.md`.
 */
type Strangers = { median: number; deviation: number };

/** By the first recogniser alone. */
const measuredAlone: Strangers = { median: 0.775, deviation: 0.103 };

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

/** With fewer faces a school says nothing about its own people. */
const leastForOwn = 30;
/** So many give 11,000 pairs, in a few milliseconds. */
const mostForOwn = 150;

/**
 * Nearer than this to somebody else an enrolled face is looked at by an admin.
 * @param people faces it is compared with
 * @param strangers the school's own people; where they look more alike than the measured ones, the radius shrinks
 * @param threshold of a mark; never above it
 * @param measured people anywhere, by the same distance
 */
export function duplicateRadius(
  people: number,
  strangers: Strangers | null,
  threshold: number,
  measured: Strangers = measuredAlone,
): number {
  const deviations = tail.find((entry) => people <= entry.people)?.deviations ?? beyondTail;
  const of = ({ median, deviation }: Strangers) => median - deviations * deviation;
  const own = strangers ? of(strangers) : Number.POSITIVE_INFINITY;
  // Never less, whatever a school's own people look like: two pictures of one sitting lie nearer, and whoever enrols
  // faces that nobody has would else make the search blind.
  const leastRadius = measured.median - beyondTail * measured.deviation;
  return Math.min(Math.max(leastRadius, Math.min(of(measured), own)), threshold);
}

/**
 * How far a school's own people lie apart, by the median and the sixth below it, which a few accounts of one hand do not
 * move; null for too few.
 */
export function measureStrangers<T>(people: readonly T[], distance: (a: T, b: T) => number): Strangers | null {
  if (people.length < leastForOwn) return null;
  const step = Math.max(1, people.length / mostForOwn);
  const sample = Array.from(
    { length: Math.min(people.length, mostForOwn) },
    (_, i) => people[Math.floor(i * step)],
  ).filter((one) => one !== undefined);
  const distances = sample.flatMap((a, i) => sample.slice(0, i).map((b) => distance(a, b)));
  const sorted = Float64Array.from(distances).sort();
  const at = (share: number) => sorted[Math.floor(share * sorted.length)] ?? Number.NaN;
  return { median: at(0.5), deviation: at(0.5) - at(0.1587) };
}

/** Means of one enrolled face; the second recogniser's is null where it was enrolled without. */
export type FaceMeans = { mean: Vector; secondMean: Vector | null };

/** `isFused`: by both recognisers, where both faces have both. */
export type Duplicate<T> = { face: T; distance: number; radius: number; isFused: boolean };

/**
 * Who of these comes too near, nearest first. Only faces that staff have confirmed say what the people look like. Two
 * faces that have both recognisers are compared by both, others by the first.
 */
export function matchDuplicates<T extends FaceMeans & { isConfirmed: boolean }>(
  face: FaceMeans,
  others: readonly T[],
  threshold: number,
): Duplicate<T>[] {
  const people = others.filter(({ isConfirmed }) => isConfirmed);
  const withBoth = people.filter(({ secondMean }) => secondMean !== null);
  const alone = duplicateRadius(others.length, measureStrangers(people, distanceAlone), threshold);
  const ofBoth = measureStrangers(withBoth, (a, b) => compareFaces(a, b).distance);
  const fused = duplicateRadius(others.length, ofBoth, threshold, faceFusion.strangers);
  return others
    .map((other) => {
      const { distance, isFused } = compareFaces(face, other);
      return { face: other, distance, isFused, radius: isFused ? fused : alone };
    })
    .filter(({ distance, radius }) => distance <= radius)
    .sort((a, b) => a.distance - b.distance);
}

const distanceAlone = (a: FaceMeans, b: FaceMeans) => distanceBetween(a.mean, b.mean);

/** Distance of two enrolled faces, by all the recognisers that know both. */
export function compareFaces(a: FaceMeans, b: FaceMeans): { distance: number; isFused: boolean } {
  const alone = distanceAlone(a, b);
  if (a.secondMean === null || b.secondMean === null) return { distance: alone, isFused: false };
  return { distance: fuseDistances(alone, distanceBetween(a.secondMean, b.secondMean)), isFused: true };
}
