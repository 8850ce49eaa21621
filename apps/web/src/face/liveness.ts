import type { LivenessStep } from '@hadir/contract/liveness.ts';

/** One look at the person. `at` in milliseconds of the capture; `size` of the box in picture pixels. */
export type Pose = {
  at: number;
  yaw: number;
  size: number;
  /** How open the eyes are, 0..1; null where nobody measured it. */
  eyes: number | null;
};

/** One step on its way. */
export type StepRun = {
  step: LivenessStep;
  startedAt: number;
  /** The measure it set out from: of head turn, size or eyes, by the step. */
  from: number;
  /** The farthest it came. */
  to: number;
  /** Looks in a row that were far enough. */
  held: number;
  lookedAt: number;
  reachedAt: number | null;
  doneAt: number | null;
};

/** A head turn that everybody manages and that landmarks tell from a sway of 0.03; see `measureYaw`. */
const TURN = 0.12;
/** A fifth larger or smaller is a step, or an arm half stretched. */
const GROWTH = Math.log(1.2);
/** How much less open eyes are when they are closed. */
const CLOSING = 0.35;

/** Milliseconds: what comes sooner after the cue is no answer to it. */
const SOONEST: Record<LivenessStep, number> = {
  turn_left: 250,
  turn_right: 250,
  come_closer: 250,
  move_back: 250,
  blink: 120,
};
/** So many looks in a row, as landmarks err in one; a blink is gone after one, and so is a turn before a slow phone. */
const HELD: Record<LivenessStep, number> = { turn_left: 2, turn_right: 2, come_closer: 2, move_back: 2, blink: 1 };
const SLOW_LOOK_MS = 250;
/** Back again below this share of the gesture. Whoever has come closer may stay there. */
const BACK: Record<LivenessStep, number> = {
  turn_left: 0.5,
  turn_right: 0.5,
  come_closer: Number.POSITIVE_INFINITY,
  move_back: Number.POSITIVE_INFINITY,
  blink: 0.45,
};

function measure(step: LivenessStep, pose: Pose): number | null {
  if (step === 'blink') return pose.eyes;
  return step === 'turn_left' || step === 'turn_right' ? pose.yaw : pose.size;
}

/** How much of the gesture is there: 0 none, 1 enough, less than 0 the other way. Own left is positive yaw. */
function progress(step: LivenessStep, from: number, value: number): number {
  switch (step) {
    case 'turn_left':
      return (value - from) / TURN;
    case 'turn_right':
      return (from - value) / TURN;
    case 'come_closer':
      return Math.log(value / from) / GROWTH;
    case 'move_back':
      return Math.log(from / value) / GROWTH;
    case 'blink':
      return (from - value) / CLOSING;
  }
}

/** Eyes below this (glasses, little light, narrow eyes) do not count as open, so that no blink can be seen. */
export const leastOpen = 0.5;

/** @param rest how the person held themselves before @returns null where this cannot be measured */
export function beginStep(step: LivenessStep, rest: Pose, at: number): StepRun | null {
  const from = measure(step, rest);
  if (from === null || (step === 'blink' && from < leastOpen)) return null;
  return { step, startedAt: at, from, to: from, held: 0, lookedAt: at, reachedAt: null, doneAt: null };
}

/** The run after one more look. Poses before the gesture that lie the other way are what it sets out from. */
export function followStep(run: StepRun, pose: Pose): StepRun {
  const { step, from } = run;
  const value = measure(step, pose);
  if (value === null || run.doneAt !== null) return run;
  const share = progress(step, from, value);
  if (run.reachedAt !== null) {
    const to = share > progress(step, from, run.to) ? value : run.to;
    return { ...run, to, doneAt: share < BACK[step] ? pose.at : null };
  }
  const isSize = step === 'come_closer' || step === 'move_back';
  const lookedAt = pose.at;
  if (isSize && share < 0) return { ...run, from: value, to: value, held: 0, lookedAt };
  const isThere = share >= 1 && pose.at - run.startedAt >= SOONEST[step];
  const held = isThere ? run.held + 1 : 0;
  const isSlow = pose.at - run.lookedAt > SLOW_LOOK_MS;
  if (held < (isSlow ? 1 : HELD[step])) return { ...run, held, lookedAt };
  return { ...run, held, lookedAt, to: value, reachedAt: pose.at, doneAt: isSize ? pose.at : null };
}

/** The middle of several poses, measure by measure; null without any. */
export function restOf(poses: readonly Pose[]): Pose | null {
  const last = poses.at(-1);
  if (!last) return null;
  const eyes = poses.map((pose) => pose.eyes).filter((value) => value !== null);
  return {
    at: last.at,
    yaw: median(poses.map(({ yaw }) => yaw)),
    size: median(poses.map(({ size }) => size)),
    eyes: eyes.length === 0 ? null : median(eyes),
  };
}

/** Milliseconds somebody holds still before the first picture, so that a turn has something to be measured from. */
const STILL_MS = 600;
const STILL_YAW = 0.07;
/** Beyond it nobody looks straight, however they hold their phone. */
const STRAIGHT_YAW = 0.15;
/** A picture after a step shows the head about where it was before. */
const BACK_YAW = 0.1;

/** Whether the head has looked ahead, and kept its direction, for a while. @param poses in the order of their times */
export function isStill(poses: readonly Pose[]): boolean {
  const last = poses.at(-1);
  if (!last) return false;
  const since = poses.findLastIndex(({ at }) => last.at - at >= STILL_MS);
  if (since < 0) return false;
  const yaws = poses.slice(since).map(({ yaw }) => yaw);
  return yaws.length >= 3 && Math.max(...yaws) - Math.min(...yaws) <= STILL_YAW && Math.abs(last.yaw) <= STRAIGHT_YAW;
}

/** Whether somebody looks where they looked before the steps. */
export const isBack = (pose: Pose, straight: Pose) => Math.abs(pose.yaw - straight.yaw) <= BACK_YAW;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
