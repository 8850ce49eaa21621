import type { LivenessStep, LivenessStepDone } from '@hadir/contract/liveness.ts';
import type { MarkFrame } from '@hadir/contract/mark-frame.ts';

/** A little less than what the app waits for, as rounding and smoothing may take some. */
const leastTurn = 0.08;
const leastCloser = 1.12;
const leastOpening = 0.25;
/** How far a measure may lie from that of the picture before it: people move meanwhile. */
const turnPermitted = 0.25;
const sizePermitted = 1.5;

const isGesture: Record<LivenessStep, (from: number, to: number) => boolean> = {
  turn_left: (from, to) => to - from >= leastTurn,
  turn_right: (from, to) => from - to >= leastTurn,
  come_closer: (from, to) => from > 0 && to >= from * leastCloser,
  move_back: (from, to) => to > 0 && from >= to * leastCloser,
  blink: (from, to) => 0 <= to && from <= 1 && from - to >= leastOpening,
};

/** The measures are not those of the gesture that was asked for. */
export function isUnlikeGesture({ step, from, to }: LivenessStepDone): boolean {
  return !isGesture[step](from, to);
}

/** No picture before or after the step, or the one before it shows another pose than the step began with. */
export function isUnlikePictures(step: LivenessStepDone, frames: readonly MarkFrame[]): boolean {
  const before = frames.findLast(({ t_ms }) => t_ms <= step.started_ms);
  const after = frames.find(({ t_ms }) => t_ms >= step.done_ms);
  if (!before || !after) return true;
  if (step.step === 'blink') return false;
  if (step.step === 'turn_left' || step.step === 'turn_right') return Math.abs(before.yaw - step.from) > turnPermitted;
  const ratio = heightOf(before) / step.from;
  return !(1 / sizePermitted <= ratio && ratio <= sizePermitted);
}

const heightOf = ({ box }: MarkFrame) => ('height' in box ? box.height : box[3]);
