import { LivenessEvidence, type LivenessStepDone } from '@hadir/contract/liveness.ts';
import { markHonestly, prepare, submit } from './prepared.ts';
import { type Attacks, repeat, type Stage } from './stage.ts';
import { type Tally, tally } from './tally.ts';

/** An honest phone leaves none out. */
const Performed = LivenessEvidence.transform(({ steps }) => ({
  steps: steps.filter((step) => step.outcome === 'done'),
}));

type Evidence = { steps: LivenessStepDone[] };

/** The right face on the right phone, and steps that nobody did before the camera. */
export const livenessAttacks: Attacks = {
  'liveness-skipped': (stage) => withSteps(stage, () => undefined),
  'liveness-left-out': (stage) =>
    withSteps(stage, ({ steps }) => ({
      steps: steps.map(({ step, started_ms }) => ({ step, outcome: 'skipped', started_ms, why: 'cannot' })).slice(0, 1),
    })),
  'liveness-other-order': (stage) =>
    withSteps(stage, ({ steps: [first, second] }) => ({
      // The names change places, the times stay where they are.
      steps: [
        { ...first, step: second?.step, from: second?.from, to: second?.to },
        { ...second, step: first?.step, from: first?.from, to: first?.to },
      ],
    })),
  'liveness-inhuman': async (stage) => {
    const quick = await withSteps(stage, ({ steps }) => ({
      steps: steps.map((step) => ({
        ...step,
        reached_ms: step.started_ms + 20,
        done_ms: step.started_ms + 30,
      })),
    }));
    const equal = await withSteps(stage, ({ steps }) => ({
      steps: steps.map((step) => {
        const started = step.started_ms;
        return { ...step, reached_ms: started + 400, done_ms: started + 400 };
      }),
    }));
    return add(quick, equal);
  },
  'liveness-invented': async (stage) => {
    const still = await withSteps(stage, ({ steps }) => ({ steps: steps.map((step) => ({ ...step, to: step.from })) }));
    const elsewhere = await withSteps(stage, ({ steps }) => ({
      steps: steps.map((step) => ({ ...step, started_ms: 80_000, reached_ms: 80_700, done_ms: 81_000 })),
    }));
    return add(still, elsewhere);
  },

  /** Steps recorded at one mark, sent with the next: whatever that one asks for. */
  'liveness-replayed': async (stage) => {
    const { arena, courseId, times } = stage;
    const outcomes = await repeat(times(3, 12), async () => {
      const student = await arena.borrow(courseId, 2);
      const first = await markHonestly(stage, student);
      const { frames, liveness } = first.body;
      const later = await prepare(arena, student, await arena.openSession(courseId), {
        change: { liveness, ...(Array.isArray(frames) && frames.length === 3 && { frames }) },
      });
      return submit(arena, later, later.signed);
    });
    return tally(outcomes);
  },
};

async function withSteps(
  { arena, courseId, times }: Stage,
  change: (evidence: Evidence) => object | undefined,
): Promise<Tally> {
  const outcomes = await repeat(times(2, 10), async () => {
    const student = await arena.borrow(courseId, 1);
    const sessionId = await arena.openSession(courseId);
    const honest = await prepare(arena, student, sessionId);
    const { steps } = Performed.parse(honest.body.liveness);
    // The same challenge is given again, so only the steps differ from an honest mark.
    const frames = { frames: honest.body.frames };
    const sent = await prepare(arena, student, sessionId, {
      frames: honest.frames,
      change: { ...frames, liveness: change({ steps }) },
    });
    return submit(arena, sent, sent.signed);
  });
  return tally(outcomes);
}

const add = (a: Tally, b: Tally): Tally => ({
  tries: a.tries + b.tries,
  accepted: a.accepted + b.accepted,
  reviewed: a.reviewed + b.reviewed,
  refused: a.refused + b.refused,
});
