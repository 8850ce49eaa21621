import type { FaceWords } from '@hadir/contract/review.ts';

/** From so many earlier marks one can say what is usual for a person. */
const usualFrom = 3;

/** Pictures of one face differ by about as much from day to day. */
const tolerance = 0.02;

/**
 * How near a mark's face came, in words that tell no distance.
 * @param distance of the mark, mean to mean; null when it was not measured
 * @param threshold up to which it was accepted
 * @param earlier distances of this person's marks with the same enrolled face that count
 */
export function decideFaceWords(distance: number | null, threshold: number, earlier: readonly number[]): FaceWords {
  if (distance === null) return 'not_measured';
  if (!(distance <= threshold)) return 'not_clear';
  if (earlier.length < usualFrom) return 'close_enough';
  return distance <= Math.max(...earlier) + tolerance ? 'as_usual' : 'farther_than_usual';
}
