import type { LivenessEvidence, LivenessStep, LivenessStepSeen } from '@hadir/contract/liveness.ts';
import { beginStep, followStep, isBack, isStill, type Pose, restOf, type StepRun } from './liveness.ts';

/** What to do now. `return`: the gesture was seen, look at the camera again. `isLate`: time to offer help. */
export type LivenessCue = {
  step: LivenessStep;
  phase: 'do' | 'return';
  number: number;
  of: number;
  isLate: boolean;
};

/** What the person may say instead of doing a step. */
export type LivenessWish = 'another' | 'without';

/** What the server wants to be asked, and how to talk with the person about it. */
export type LivenessAsk = {
  plan: readonly LivenessStep[];
  /** In their order in place of steps that cannot be done. */
  alternatives: readonly LivenessStep[];
  onCue: (cue: LivenessCue | null) => void;
  /** What was wished since the last call. */
  takeWish: () => LivenessWish | null;
};

/** After so long help is offered, and after so long the capture goes on without, milliseconds. */
const LATE_MS = 8_000;
const PATIENCE_MS = 26_000;
/** Poses of the last second say how a person held themselves. */
const REST_MS = 1_000;
/** A step that cannot be measured is exchanged when it could not be begun for so long. */
const UNMEASURED_MS = 3_000;
/** Who never holds still, or never looks back, is not kept waiting for it. */
const POSE_PATIENCE_MS = 4_000;

/** The steps of one capture, look by look. */
type LivenessRun = {
  /** The slot of the coming picture: 0 before the first step, then one for each. */
  enter(slot: number): void;
  /** @param pose null while there is no face, or several */
  look(pose: Pose | null, now: number): void;
  /** Nothing more is waited for in this slot. */
  isSettled(): boolean;
  /** What the picture of this slot was taken after. */
  nameOf(slot: number): LivenessStep | 'straight';
  needsEyes(): boolean;
  seen(): LivenessEvidence['steps'];
};

export function startLiveness({ plan, alternatives, onCue, takeWish }: LivenessAsk): LivenessRun {
  let slot = 0;
  let poses: Pose[] = [];
  let spare = [...alternatives];
  let names: (LivenessStep | 'straight')[] = [...plan];
  let seen: LivenessStepSeen[] = [];
  let straight: Pose | null = null;
  let run: StepRun | null = null;
  let askedAt: number | null = null;
  let settled = 0;
  /** Since when only the pose is waited for. */
  let waitsSince: number | null = null;
  let told = '';

  function forget() {
    [slot, poses, seen, settled] = [0, [], [], 0];
    [spare, names] = [[...alternatives], [...plan]];
    straight = run = askedAt = waitsSince = null;
    takeWish();
    tell(null);
  }

  function tell(cue: LivenessCue | null) {
    const text = JSON.stringify(cue);
    if (text === told) return;
    told = text;
    onCue(cue);
  }

  /** The person has nothing to do in this slot but to look at the camera. */
  function isDone() {
    return slot === 0 || settled >= slot || slot > plan.length;
  }

  function settle() {
    settled = slot;
    run = askedAt = null;
    tell(null);
  }

  function skip(step: LivenessStep, why: 'cannot' | 'time' | 'not_measured', isLast: boolean) {
    seen.push({ step, outcome: 'skipped', started_ms: Math.round(run?.startedAt ?? askedAt ?? 0), why });
    const next = isLast ? undefined : spare.shift();
    names[slot - 1] = next ?? 'straight';
    run = askedAt = null;
    if (isLast) names = names.map((name, index) => (index < slot - 1 ? name : 'straight'));
    if (!next) settle();
  }

  function follow(step: LivenessStep, pose: Pose | null, now: number) {
    askedAt ??= now;
    const wish = takeWish();
    if (wish) return skip(step, 'cannot', wish === 'without');
    if (now - askedAt > PATIENCE_MS) return skip(step, 'time', true);
    if (pose && run === null) {
      const rest = restOf(poses.filter(({ at }) => now - at < REST_MS));
      // The head's direction is measured from where it was at the first picture: it comes back there between the steps.
      run = rest && beginStep(step, { ...rest, yaw: straight?.yaw ?? rest.yaw }, now);
      if (run === null && now - askedAt > UNMEASURED_MS) return skip(step, 'not_measured', false);
    }
    if (pose && run) run = followStep(run, pose);
    if (run?.reachedAt != null && run.doneAt !== null) {
      const [started_ms, reached_ms, done_ms] = [run.startedAt, run.reachedAt, run.doneAt].map(Math.round);
      seen.push({
        step,
        outcome: 'done',
        started_ms: started_ms ?? 0,
        reached_ms: reached_ms ?? 0,
        done_ms: done_ms ?? 0,
        from: round(run.from),
        to: round(run.to),
      });
      return settle();
    }
    const phase = run?.reachedAt != null ? 'return' : 'do';
    tell({ step, phase, number: slot, of: plan.length, isLate: now - askedAt > LATE_MS });
  }

  return {
    enter(next) {
      if (next === 0 && (slot > 0 || seen.length > 0)) forget();
      if (next === 1 && slot === 0) straight = restOf(poses.slice(-3));
      if (next !== slot) waitsSince = null;
      slot = next;
    },
    look(pose, now) {
      if (pose) poses = [...poses.filter(({ at }) => now - at < 2 * REST_MS), pose];
      else poses = [];
      const step = names[slot - 1];
      if (slot > settled && step !== undefined && step !== 'straight') follow(step, pose, now);
      else if (slot > settled && step === 'straight') settle();
      if (pose && isDone()) waitsSince ??= now;
    },
    isSettled() {
      const last = poses.at(-1);
      if (!last || !isDone()) return false;
      if (waitsSince !== null && last.at - waitsSince > POSE_PATIENCE_MS) return true;
      return slot === 0 ? isStill(poses) : straight === null || isBack(last, straight);
    },
    nameOf: (at) => names[at - 1] ?? 'straight',
    needsEyes: () => names.slice(Math.max(0, slot - 1)).includes('blink'),
    seen: () => seen,
  };
}

const round = (value: number) => Math.round(value * 1000) / 1000;
