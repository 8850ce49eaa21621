import { FACE_MODEL_ID } from '@hadir/contract/face-model.ts';
import { campus } from './arena.ts';
import { asShot } from './invented-face.ts';
import { sendMark, signMark } from './phone.ts';
import { markHonestly, prepare, submit } from './prepared.ts';
import { type Attacks, repeat, type Stage } from './stage.ts';
import { takeTurn } from './student.ts';
import { type Outcome, type Tally, tally } from './tally.ts';
import { push, rounded } from './vectors.ts';

/** What was sent once, sent again or on another way. */
export const replayAttacks: Attacks = {
  'replay-request': async (stage) => {
    const { arena, courseId, times } = stage;
    const outcomes = await repeat(times(2, 10), async () => {
      const student = await arena.borrow(courseId, 7);
      const prepared = await markHonestly(stage, student);
      return repeat(6, () => submit(arena, prepared, prepared.signed));
    });
    return tally(outcomes.flat());
  },

  'replay-parallel': async ({ arena, courseId, times }) => {
    const outcomes = await repeat(times(2, 10), async () => {
      const student = await arena.borrow(courseId, 9);
      const { signed } = await prepare(arena, student, await arena.openSession(courseId));
      for (let i = 0; i < 9; i += 1) await takeTurn(student);
      const answers = await Promise.all(Array.from({ length: 9 }, () => sendMark(student.visitor, signed)));
      const accepted = answers.filter(({ status }) => status === 200).length;
      if (accepted === 0) throw new Error('none of nine copies of one mark was accepted');
      // The first is the student's own mark; every further one would be the attack.
      return Array.from({ length: 8 }, (_, i): Outcome => (i < accepted - 1 ? 'accepted' : 'refused'));
    });
    return tally(outcomes.flat());
  },

  'replay-other-session': async ({ arena, courseId, times }) => {
    const outcomes = await repeat(times(2, 10), async () => {
      const student = await arena.borrow(courseId, 2);
      const prepared = await prepare(arena, student, await arena.openSession(courseId));
      const other = { ...prepared, sessionId: await arena.openSession(courseId) };
      const moved = JSON.stringify({ ...prepared.body, session_id: other.sessionId });
      return [
        await submit(arena, other, { ...prepared.signed, body: moved }),
        await submit(arena, other, signMark(student.phone, prepared.challenge, moved)),
      ];
    });
    return tally(outcomes.flat());
  },

  'replay-evidence': (stage) => replayEvidence(stage, 0),
  'replay-evidence-noise': (stage) => replayEvidence(stage, 0.05),

  'tampered-body': async ({ arena, courseId, times }) => {
    const outcomes = await repeat(times(1, 3), () =>
      repeat(changes.length, async (i) => {
        const student = await arena.borrow(courseId, 1);
        const prepared = await prepare(arena, student, await arena.openSession(courseId));
        const body = changes[i]?.(prepared.signed.body) ?? '';
        if (body === prepared.signed.body) throw new Error(`this change changes nothing: ${changes[i]}`);
        return submit(arena, prepared, { ...prepared.signed, body });
      }),
    );
    return tally(outcomes.flat());
  },
};

/** The owner signs recorded frames anew in a later class; `noise` is added to every descriptor. */
async function replayEvidence(stage: Stage, noise: number): Promise<Tally> {
  const { arena, courseId, times } = stage;
  const outcomes = await repeat(times(3, 12), async () => {
    const student = await arena.borrow(courseId, 2);
    const first = await markHonestly(stage, student);
    const frames = first.frames.map(({ descriptor }) => asShot(arena.random, push(arena.random, descriptor, noise)));
    const descriptors = { [FACE_MODEL_ID]: frames.map(({ descriptor }) => rounded(descriptor)) };
    const later = await prepare(arena, student, await arena.openSession(courseId), { frames, change: { descriptors } });
    return submit(arena, later, later.signed);
  });
  return tally(outcomes);
}

const merge = (body: string, change: object) => JSON.stringify({ ...JSON.parse(body), ...change });

/** Every part of a signed body changed on its way; the signature stays. */
const changes: ((body: string) => string)[] = [
  (body) => body.replace('"lat":', '"lat": '),
  (body) => `${body} `,
  (body) => body.replace(/"accuracy":[\d.]+/, '"accuracy":1'),
  (body) => merge(body, { lat: campus.lat }),
  (body) => merge(body, { device_id: 'a'.repeat(64) }),
  (body) => merge(body, { positions: [] }),
  (body) => merge(body, { client: { version: '9.9.9' } }),
  (body) => merge(body, { method: 'room_code', room_code: '123456' }),
  (body) => body.replace(/("descriptors":\{"[\w-]+":\[\[)-?[\d.]+/, '$10.1'),
  (body) => `{"session_id":"x",${body.slice(1)}`,
];
