import { randomUUID } from 'node:crypto';
import { updateSchool } from '@hadir/contract/school.ts';
import { closeClassSession } from '@hadir/contract/sessions.ts';
import { campus } from './arena.ts';
import { inventFace } from './invented-face.ts';
import { awaitChallenge, signMark } from './phone.ts';
import { prepare, spoilMany, submit, submitRaw } from './prepared.ts';
import { type Attacks, repeat, type Stage } from './stage.ts';
import { freshFrames, takeTurn } from './student.ts';
import { type Tally, tally } from './tally.ts';
import { rounded } from './vectors.ts';

/** Challenges that are not this person's, not for this class or not any more, and ways round a challenge. */
export const challengeAttacks: Attacks = {
  'challenge-expired': async ({ arena, courseId, times }) => {
    const prepared = await repeat(times(2, 8), async () => {
      const student = await arena.addStudent({ face: inventFace(arena.random), courses: [courseId] });
      return prepare(arena, student, await arena.openSession(courseId));
    });
    await new Promise((resolve) => setTimeout(resolve, 91_000));
    return tally(await Promise.all(prepared.map((one) => submit(arena, one, one.signed))));
  },

  'challenge-used': async ({ arena, courseId, times }) => {
    const outcomes = await repeat(times(2, 10), async () => {
      const student = await arena.borrow(courseId, 2);
      const far = { lat: campus.lat + 0.5, lng: campus.lng };
      const first = await prepare(arena, student, await arena.openSession(courseId), { place: far });
      // Refused for its place, and used up by that.
      await submitRaw(student, [], first.signed);
      const body = { ...first.body, ...campus, positions: [] };
      return submit(arena, first, signMark(student.phone, first.challenge, body));
    });
    return tally(outcomes);
  },

  'challenge-stolen': async ({ arena, courseId, times }) => {
    const thief = await arena.addStudent({ face: inventFace(arena.random), courses: [courseId] });
    const outcomes = await repeat(times(3, 20), async () => {
      const victim = await arena.borrow(courseId, 0);
      const sessionId = await arena.openSession(courseId);
      const stolen = await awaitChallenge(victim.visitor, victim.phone.keyId, sessionId);
      const own = await prepare(arena, thief, sessionId);
      return submit(arena, own, signMark(thief.phone, stolen, { ...own.body, challenge_id: stolen.challenge_id }));
    });
    return tally(outcomes);
  },

  'challenge-other-key': async ({ arena, courseId, times }) => {
    const outcomes = await repeat(times(2, 10), async () => {
      const student = await arena.borrow(courseId, 1);
      const sessionId = await arena.openSession(courseId);
      const other = await awaitChallenge(student.visitor, randomUUID(), sessionId);
      const own = await prepare(arena, student, sessionId);
      return submit(arena, own, signMark(student.phone, other, { ...own.body, challenge_id: other.challenge_id }));
    });
    return tally(outcomes);
  },

  'challenge-invented': async (stage) => {
    const ids: unknown[] = [randomUUID(), undefined, null, '', 0, [], {}, 'x'.repeat(99)];
    let at = 0;
    const outcomes = await spoilMany(stage, stage.times(8, 24), ({ student, body, challenge }) => {
      const challenge_id = ids[at++ % ids.length];
      return signMark(student.phone, challenge, { ...body, challenge_id });
    });
    return tally(outcomes);
  },

  'plain-form': (stage) => plainForm(stage),

  'plain-form-review': async (stage) => {
    await stage.arena.admin.call(updateSchool, { body: { plain_form: 'review' } });
    try {
      return await plainForm(stage);
    } finally {
      await stage.arena.admin.call(updateSchool, { body: { plain_form: 'refuse' } });
    }
  },

  'session-closed': async ({ arena, courseId, times }) => {
    const outcomes = await repeat(times(2, 10), async () => {
      const student = await arena.borrow(courseId, 1);
      const prepared = await prepare(arena, student, await arena.openSession(courseId));
      await arena.teacher.call(closeClassSession, { params: { id: prepared.sessionId } });
      return submit(arena, prepared, prepared.signed);
    });
    return tally(outcomes);
  },

  'session-of-others': async ({ arena, times }) => {
    const sessionId = await arena.openSession(await arena.makeCourse('OTHERS'));
    const outsider = await arena.addStudent({ face: inventFace(arena.random), courses: [], faceIs: 'provisional' });
    const outcomes = await repeat(times(3, 6), async () => {
      const prepared = await prepare(arena, outsider, sessionId);
      return submit(arena, prepared, prepared.signed);
    });
    return tally(outcomes);
  },
};

/** One descriptor and a place, without challenge and signature, as simple clients would send it. */
async function plainForm({ arena, courseId, times }: Stage): Promise<Tally> {
  const outcomes = await repeat(times(3, 20), async () => {
    const student = await arena.borrow(courseId, 1);
    const sessionId = await arena.openSession(courseId);
    const [frame] = freshFrames(student, arena.random, 1);
    const descriptor = rounded(frame?.descriptor ?? []);
    const body = JSON.stringify({ session_id: sessionId, descriptor, ...campus, device_id: student.phone.deviceId });
    await takeTurn(student);
    const answer = await student.visitor.raw({ method: 'POST', path: '/api/session_attendance/mark', body });
    return arena.judge(student, sessionId, answer);
  });
  return tally(outcomes);
}
