import type { MarkFrame } from '@hadir/contract/mark-frame.ts';

/** Milliseconds between two frames of a camera at 60 pictures a second; nothing describes a face in less. */
const shortestInterval = 16;

/** Milliseconds that frames may seem to last longer than the challenge is old: the capture starts with its answer. */
const agePermitted = 5_000;

type Timed = Pick<MarkFrame, 't_ms' | 'box'>;

/**
 * What in the times of the frames no camera and no person gives: frames faster than a camera, a capture that lasts longer
 * than it can, or four frames and more in lockstep with the face in the very same place. Null when nothing. Equal times
 * alone prove nothing: a camera has a beat, and times come in whole milliseconds.
 * @param challengeAge milliseconds since this try was allowed; null without a challenge
 */
export function decideFrameTiming(
  frames: readonly Timed[],
  challengeAge: number | null,
): 'too_fast' | 'too_long' | 'lockstep' | null {
  const intervals = frames.slice(1).map(({ t_ms }, i) => t_ms - (frames[i]?.t_ms ?? Number.NaN));
  if (intervals.some((interval) => interval < shortestInterval)) return 'too_fast';
  const lasted = frames.at(-1)?.t_ms ?? 0;
  if (challengeAge !== null && lasted > challengeAge + agePermitted) return 'too_long';
  const isRegular = intervals.length >= 3 && new Set(intervals).size === 1;
  const places = new Set(frames.map(({ box }) => JSON.stringify(box)));
  return isRegular && places.size === 1 ? 'lockstep' : null;
}
