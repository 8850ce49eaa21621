import { FACE_MODEL_ID, FRAMES_APART } from '@hadir/contract/face-model.ts';
import type { LivenessEvidence } from '@hadir/contract/liveness.ts';
import { MARK_GATES } from './decide-guidance.ts';
import { median, type Pose } from './liveness.ts';
import { type LivenessAsk, startLiveness } from './liveness-run.ts';
import { matchShots } from './match-shots.ts';
import { type Capture, type CaptureOptions, type PicturePlan, takePictures } from './take-pictures.ts';
import type { CloserSeen, FaceSeen } from './tracking.ts';

/** What a mark is made of; `liveness` is absent where nothing was asked for. */
export type MarkCapture = Capture & { liveness?: LivenessEvidence };

type FrameOptions = CaptureOptions & {
  count?: number;
  minimum?: number;
  spacingMs?: number;
  /** Steps to ask for between the pictures; without it, or with an empty plan, none. */
  liveness?: LivenessAsk;
  /** Ask the passive model about each picture. */
  isPassiveWanted?: boolean;
};

/** Milliseconds a person may be out of sight, or take for the first picture, before a capture with steps is over. */
const ABSENT_MS = 15_000;
/** Yaw up to which a look counts as straight, and how long it is waited for, milliseconds. */
const STRAIGHT = 0.2;
const STRAIGHT_MS = 3000;
/** Pictures in a row that do not go with the first ones: then the first ones were the wrong ones. */
const MISFITS = 3;
/** Of a whole capture with steps: a challenge lives 90 s, and the mark has to be sent. */
const STEPS_MS = 70_000;

/**
 * For a mark: `count` (3..5) good pictures at least `spacingMs` apart; the first before the liveness steps, one after each
 * of them, the others at the end. The time of the steps is the person's: `timeoutMs` then counts for the face alone.
 */
export async function captureFrames(options: FrameOptions): Promise<MarkCapture> {
  const { count = 4, minimum = 3, spacingMs = 250, liveness, isPassiveWanted = false, ...rest } = options;
  const lives: number[] = [];
  const note = (face: (FaceSeen & CloserSeen) | null) => {
    if (face?.life !== undefined) lives.push(face.life);
  };
  const gates = { wished: MARK_GATES, needed: MARK_GATES };
  const common = { ...rest, minimum, spacingMs, gates, judge: makeJudge() };
  const passive = () => (lives.length === 0 ? {} : { passive: median(lives) });

  if (!liveness || liveness.plan.length === 0) {
    const capture = await takePictures({
      ...common,
      steps: Array.from({ length: count }, () => 'straight' as const),
      hasPose: ({ yaw }) => Math.abs(yaw) < STRAIGHT,
      patienceMs: STRAIGHT_MS,
      closer: (isShot) => ({ life: isPassiveWanted && isShot }),
      onLook: (face) => {
        note(face);
        return true;
      },
    });
    return isPassiveWanted ? { ...capture, liveness: { steps: [], ...passive() } } : capture;
  }

  const run = startLiveness(liveness);
  const { timeoutMs = ABSENT_MS, video } = options;
  const pictures = Math.min(5, Math.max(count, liveness.plan.length + 2));
  let slot = 0;
  let aliveAt = 0;
  const capture = await takePictures({
    ...common,
    timeoutMs: STEPS_MS,
    // What each is taken after is known at the end: a step may be exchanged for another one.
    steps: Array.from({ length: pictures }, () => 'straight'),
    hasPose: () => run.isSettled(),
    patienceMs: Number.POSITIVE_INFINITY,
    onStep(_, shot) {
      slot = shot;
      run.enter(shot);
    },
    closer: (isShot) => ({ life: isPassiveWanted && isShot, eyes: run.needsEyes() }),
    onLook(face, now) {
      note(face);
      run.look(face && toPose(face, video, now), now);
      if (face !== null && slot > 0) aliveAt = now;
      return now - aliveAt < timeoutMs;
    },
  });
  liveness.onCue(null);
  const frames = capture.frames.map((frame, index) => ({ ...frame, step: run.nameOf(index) }));
  return { ...capture, frames, liveness: { steps: run.seen(), ...passive() } };
}

/** A picture in the middle of a movement lies far from the others, and the server refuses them together. */
function makeJudge(): NonNullable<PicturePlan<'straight'>['judge']> {
  let misfits = 0;
  return (_, descriptor, taken) => {
    // The same picture twice is a still: the server says so, and keeps it.
    if (matchShots(descriptor, taken, FRAMES_APART[FACE_MODEL_ID]) !== 'other') {
      misfits = 0;
      return 'keep';
    }
    misfits += 1;
    if (misfits < MISFITS) return 'again';
    misfits = 0;
    return 'restart';
  };
}

function toPose(face: FaceSeen & CloserSeen, { videoHeight }: HTMLVideoElement, at: number): Pose {
  return { at, yaw: face.yaw, size: face.box.height * videoHeight, eyes: face.eyes ?? null };
}
