import type { MarkFrame } from '@hadir/contract/attendance.ts';

/** Milliseconds between two frames of a camera at 60 pictures a second; nothing describes a face in less. */
const shortestInterval = 16;

/**
 * What in the times of the frames no camera and no person gives: frames faster than a camera, or three and more
 * intervals that are equal to the millisecond (honest captures: bench `timing`, none in 2,000). Null when nothing.
 */
export function decideFrameTiming(frames: readonly Pick<MarkFrame, 't_ms'>[]): 'too_fast' | 'equal_intervals' | null {
  const intervals = frames.slice(1).map(({ t_ms }, i) => t_ms - (frames[i]?.t_ms ?? Number.NaN));
  const [first = Number.NaN] = intervals;
  if (intervals.some((interval) => interval < shortestInterval)) return 'too_fast';
  return intervals.length >= 3 && intervals.every((interval) => interval === first) ? 'equal_intervals' : null;
}
