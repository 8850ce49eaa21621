import type { Likeness } from '@hadir/contract/look-alikes.ts';

/**
 * How close two enrolled faces are, in a word: numbers help whoever wants to rebuild a face. Means of two enrolments of
 * one person lie up to 0.32 apart in three of four cases; two strangers come within 0.4 in one of several thousand pairs
 * (`docs/accuracy.md`).
 * @param distance mean to mean
 */
export function decideLikeness(distance: number): Likeness {
  if (distance <= 0.32) return 'same';
  return distance <= 0.4 ? 'close' : 'alike';
}
