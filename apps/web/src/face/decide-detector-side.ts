/** Sides of the square pictures the detector may be given, in pixels. */
export type DetectorSide = 224 | 160;

/** A picture at 160 costs about half of one at 224 (measured: 6 and 13 ms where both are quick). */
const SLOW_MS = 60;
const QUICK_MS = 25;
const ENOUGH = 8;

/**
 * A slow phone looks at smaller pictures while it only tracks, and at larger ones again when it has become quick.
 * @param recentMs how long the pictures since the last change took, the newest last
 */
export function decideDetectorSide(now: DetectorSide, recentMs: readonly number[]): DetectorSide {
  if (recentMs.length < ENOUGH) return now;
  const sorted = recentMs.slice(-ENOUGH).sort((a, b) => a - b);
  const median = sorted[ENOUGH / 2] ?? 0;
  if (now === 224) return median > SLOW_MS ? 160 : 224;
  return median < QUICK_MS ? 224 : 160;
}
