import type { Pose } from './face-warp.ts';

/** How somebody before the camera moves: the pose, and how near they come (a factor of the face's size). */
type Gesture = Pose & { near: number };

const still: Gesture = { turn: 0, shut: 0, near: 1 };

/** Seconds: to get there, to stay, to come back. */
type Beat = { pose: Gesture; go: number; stay: number };

/** What a liveness plan may ask for, one after the other. */
const beats: readonly Beat[] = [
  { pose: { ...still, turn: 1 }, go: 0.4, stay: 0.3 },
  { pose: { ...still, turn: -1 }, go: 0.4, stay: 0.3 },
  { pose: { ...still, near: 1.32 }, go: 0.4, stay: 0.3 },
  { pose: { ...still, near: 0.72 }, go: 0.4, stay: 0.3 },
  { pose: { ...still, shut: 1 }, go: 0.1, stay: 0.3 },
];
/** Between two of them, seconds: longer than any of them stays, so that the app takes this for how they look straight. */
const rest = 0.8;

/** How long it takes to go through all of them once, seconds. */
export const gesturesLast = beats.reduce((sum, { go, stay }) => sum + 2 * go + stay + rest, 0);

/** The pose at a moment of the round, seconds. A plan is random and a clip is not: it goes through every gesture. */
export function gestureAt(second: number): Gesture {
  let begun = rest / 2;
  for (const { pose, go, stay } of beats) {
    const into = second - begun;
    if (into < 0) return still;
    const share = Math.min(into / go, 1, (2 * go + stay - into) / go);
    if (share > 0) return between(pose, smooth(share));
    begun += 2 * go + stay + rest;
  }
  return still;
}

const smooth = (share: number) => share * share * (3 - 2 * share);

function between({ turn, shut, near }: Gesture, share: number): Gesture {
  return { turn: turn * share, shut: shut * share, near: near ** share };
}
