import {
  type LivenessEvidence,
  type LivenessStep,
  type LivenessStepDone,
  type LivenessStepSeen,
  livenessStepsAsked,
} from '@hadir/contract/liveness.ts';
import type { MarkFrame } from '@hadir/contract/mark-frame.ts';
import { isUnlikeGesture, isUnlikePictures } from './match-gesture.ts';

/** Milliseconds from the cue to the gesture: nobody sees, understands and moves in less; eyes may be closing anyway. */
const fastest: Record<LivenessStep, number> = {
  turn_left: 200,
  turn_right: 200,
  come_closer: 200,
  move_back: 200,
  blink: 80,
};
/** Milliseconds a step may take; the app goes on without it long before. */
const longestStep = 60_000;
/** Milliseconds that a capture may seem to last longer than the challenge is old: it starts with its answer. */
const agePermitted = 5_000;
/** Who cannot do one step takes another. With more exchanges little is left to chance: a picture chooses what it can do. */
const exchangesPermitted = 1;

export type LivenessClaim = { kind: 'absent' } | { kind: 'unreadable' } | { kind: 'given'; evidence: LivenessEvidence };

/** `not_shown`: left out, as people may who cannot. `contradicted`: it does not fit itself, the plan or the pictures. */
export type LivenessVerdict =
  | { kind: 'not_asked' | 'shown' | 'exchanged' }
  | { kind: 'not_shown'; why: 'steps_absent' | 'steps_skipped' | 'steps_exchanged' }
  | { kind: 'contradicted'; why: Contradiction };

type Contradiction =
  | 'steps_unreadable'
  | 'steps_order'
  | 'steps_repeated'
  | 'steps_too_fast'
  | 'steps_too_long'
  | 'steps_lockstep'
  | 'steps_measure'
  | 'steps_pictures';

type LivenessFacts = {
  /** Of the challenge, as `chooseLivenessPlan` gave it; null where none can be known. */
  plan: readonly LivenessStep[] | null;
  claim: LivenessClaim;
  /** Null when unreadable. */
  frames: readonly MarkFrame[] | null;
  /** Milliseconds since this try was allowed; null without a challenge. */
  challengeAge: number | null;
  /** The very same times and measures came with an earlier attempt. */
  isRepeated: boolean;
};

/** Did the person do what the plan asked for, as people do it? A signal, never a gate. */
export function decideLiveness({ plan, claim, frames, challengeAge, isRepeated }: LivenessFacts): LivenessVerdict {
  if (plan !== null && plan.length === 0) return { kind: 'not_asked' };
  if (claim.kind === 'absent') return { kind: 'not_shown', why: 'steps_absent' };
  if (claim.kind === 'unreadable') return { kind: 'contradicted', why: 'steps_unreadable' };
  const { steps } = claim.evidence;
  const done = steps.filter((step) => step.outcome === 'done');
  const why =
    (plan !== null && !followsPlan(steps, plan) ? 'steps_order' : null) ??
    (isRepeated ? 'steps_repeated' : null) ??
    decideTimes(steps, done, challengeAge) ??
    (done.some(isUnlikeGesture) ? 'steps_measure' : null) ??
    (frames !== null && done.some((step) => isUnlikePictures(step, frames)) ? 'steps_pictures' : null);
  if (why !== null) return { kind: 'contradicted', why };
  if (done.length < livenessStepsAsked) return { kind: 'not_shown', why: 'steps_skipped' };
  const exchanged = steps.length - done.length;
  if (exchanged > exchangesPermitted) return { kind: 'not_shown', why: 'steps_exchanged' };
  return { kind: exchanged > 0 ? 'exchanged' : 'shown' };
}

/** Two in their order; each one left out gives its place to the next alternative. */
function followsPlan(steps: readonly LivenessStepSeen[], plan: readonly LivenessStep[]): boolean {
  const asked = plan.slice(0, livenessStepsAsked);
  const alternatives = plan.slice(livenessStepsAsked);
  return steps.every(({ step, outcome }) => {
    if (asked[0] !== step) return false;
    asked.shift();
    const next = outcome === 'skipped' ? alternatives.shift() : undefined;
    if (next) asked.unshift(next);
    return true;
  });
}

function decideTimes(
  steps: readonly LivenessStepSeen[],
  done: readonly LivenessStepDone[],
  challengeAge: number | null,
): Contradiction | null {
  const isInOrder = steps.every((step, i) => {
    const before = steps[i - 1];
    return before === undefined || step.started_ms >= (before.outcome === 'done' ? before.done_ms : before.started_ms);
  });
  if (!isInOrder || done.some(isTooFast)) return 'steps_too_fast';
  const last = done.at(-1)?.done_ms ?? 0;
  const isTooLong = challengeAge !== null && last > challengeAge + agePermitted;
  if (isTooLong || done.some(({ started_ms, done_ms }) => done_ms - started_ms > longestStep)) return 'steps_too_long';
  return isLockstep(done) ? 'steps_lockstep' : null;
}

const isTooFast = ({ step, started_ms, reached_ms, done_ms }: LivenessStepDone) =>
  reached_ms - started_ms < fastest[step] || done_ms < reached_ms;

/** No two moves take a person the very same time there and back, and nobody moves to a round tenth of a second. */
function isLockstep(done: readonly LivenessStepDone[]): boolean {
  if (done.length < 2) return false;
  const ways = done.map(({ started_ms, reached_ms, done_ms }) =>
    [reached_ms - started_ms, done_ms - reached_ms].join(),
  );
  const isRound = done.every((step) => [step.started_ms, step.reached_ms, step.done_ms].every((ms) => ms % 100 === 0));
  return new Set(ways).size < ways.length || isRound;
}
