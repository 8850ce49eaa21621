import { makeRandom } from './make-random.ts';

/** Two strangers, by their places in the list of people, and how far their enrolled faces lie apart. */
export type Pair = { a: number; b: number; distance: number };

export type Suggestion = { threshold: number; low: number; high: number };

/** So many pairs below a threshold say about how many there are; with fewer the interval is of no use. */
const leastPairs = 10;
const leastPeople = 30;

/** Whole resamples of people: pairs of one person are not independent, people are. */
const resamples = 200;

/** How many people it takes to tell what threshold lets this share of strangers pass. */
export function peopleNeeded(share: number): number {
  const pairs = leastPairs / share;
  return Math.max(leastPeople, Math.ceil((1 + Math.sqrt(1 + 8 * pairs)) / 2));
}

/**
 * The threshold at which this share of pairs of strangers lies at or below it, with a 95 % interval of a bootstrap that
 * draws people, not pairs.
 * @param nearest the nearest pairs in rising order, several times as many as the share asks for
 * @param people of all pairs
 * @returns null with too few people to tell
 */
export function suggestThreshold(nearest: readonly Pair[], people: number, share: number): Suggestion | null {
  if (people < peopleNeeded(share)) return null;
  const everybody = new Uint8Array(people).fill(1);
  const threshold = thresholdOf(nearest, everybody, share);
  // The same numbers for the same school, so that a look again changes nothing.
  const random = makeRandom(people);
  const drawn = Array.from({ length: resamples }, () => {
    const times = new Uint8Array(people);
    for (let i = 0; i < people; i += 1) {
      const one = Math.floor(random() * people);
      times[one] = (times[one] ?? 0) + 1;
    }
    return thresholdOf(nearest, times, share);
  }).sort((a, b) => a - b);
  const at = (part: number) => drawn[Math.min(resamples - 1, Math.floor(part * resamples))] ?? Number.NaN;
  return { threshold, low: at(0.025), high: at(0.975) };
}

/** @param times how often each person was drawn; two draws of one person are no strangers */
function thresholdOf(nearest: readonly Pair[], times: Uint8Array, share: number): number {
  let drawn = 0;
  let same = 0;
  for (const count of times) {
    drawn += count;
    same += count * count;
  }
  const allowed = (share * (drawn * drawn - same)) / 2;
  let passing = 0;
  let threshold = 0;
  for (const { a, b, distance } of nearest) {
    passing += (times[a] ?? 0) * (times[b] ?? 0);
    if (passing > allowed) return threshold;
    threshold = distance;
  }
  return threshold;
}
