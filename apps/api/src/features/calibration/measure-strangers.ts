import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Pair } from './suggest-threshold.ts';

/** Counts of distances up to 2.5, by thousandths. */
const fineBins = 2500;
const fineWidth = 0.001;

/** Several times the largest share that is asked for, so that a resample finds what it needs. */
const nearestShare = 0.05;

/** So many pairs are measured in one go before other requests have their turn; a few milliseconds. */
const pairsAtOnce = 10_000;

export type Strangers = {
  people: number;
  pairs: number;
  /** Distances counted by thousandths. */
  counts: Uint32Array;
  /** The nearest pairs in rising order. */
  nearest: Pair[];
};

/**
 * Distances of all pairs of different people, in slices.
 * @param areKnown pairs that are no strangers to anybody: known look-alikes
 */
export async function measureStrangers<T>(
  people: readonly T[],
  distanceOf: (a: T, b: T) => number,
  areKnown: (a: T, b: T) => boolean,
): Promise<Strangers> {
  const counts = new Uint32Array(fineBins);
  const distances = new Float32Array((people.length * (people.length - 1)) / 2);
  let at = 0;
  let pairs = 0;
  for (const [i, a] of people.entries()) {
    for (const b of people.slice(0, i)) {
      const distance = areKnown(a, b) ? Number.NaN : distanceOf(a, b);
      distances[at] = distance;
      at += 1;
      if (at % pairsAtOnce === 0) await nextTurn();
      if (Number.isNaN(distance)) continue;
      pairs += 1;
      const bin = binOf(distance);
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
  }
  return { people: people.length, pairs, counts, nearest: await listNearest(distances, counts, pairs) };
}

const binOf = (distance: number) => Math.min(fineBins - 1, Math.floor(distance / fineWidth));

async function listNearest(distances: Float32Array, counts: Uint32Array, pairs: number): Promise<Pair[]> {
  let end = 0;
  for (let below = 0; end < fineBins && below <= nearestShare * pairs; end += 1) below += counts[end] ?? 0;
  const nearest: Pair[] = [];
  let at = 0;
  for (let a = 0; at < distances.length; a += 1) {
    for (let b = 0; b < a; b += 1) {
      const distance = distances[at] ?? Number.NaN;
      at += 1;
      if (distance < end * fineWidth) nearest.push({ a, b, distance });
    }
    if (a % 100 === 0) await nextTurn();
  }
  return nearest.sort((one, other) => one.distance - other.distance);
}
