import { stepUp } from '@hadir/contract/account-security.ts';
import { changeRecord } from '@hadir/contract/sessions.ts';
import { updateSettings } from '@hadir/contract/settings.ts';
import { password } from './arena.ts';
import type { Database } from './database.ts';
import { inventFace, picturesOf } from './invented-face.ts';
import { prepare, submit } from './prepared.ts';
import { type Attacks, repeat, type Stage } from './stage.ts';
import { type Outcome, tally, worked } from './tally.ts';
import { mean, push } from './vectors.ts';

/** People who attack with what is rightly theirs: the phone, the face, the role. */
export function ownerAttacks(database: Database): Attacks {
  return {
    'owner-script': (stage) => withChange(stage, {}),

    'camera-virtual': (stage) =>
      withChange(stage, { client: { version: '9.0.0', camera: 'OBS Virtual Camera', screen: '412x915' } }),
    'camera-renamed': (stage) =>
      withChange(stage, { client: { version: '9.0.0', camera: 'camera2 1, facing front', screen: '412x915' } }),

    'timing-scripted': async (stage) => {
      const timed = (t_ms: (frame: number) => number) =>
        changed(stage, (frames) => ({
          frames: frames.map((frame, i) => ({ ...frame, t_ms: t_ms(i), box: [200, 120, 180, 190] })),
        }));
      return tally([...(await timed((i) => i + 1)), ...(await timed((i) => i * 1e9))]);
    },

    /** The phone of one student in the hand of another, each with the own face and account. */
    'device-shared': async ({ arena, courseId, times }) => {
      const outcomes = await repeat(times(1, 6), async () => {
        const sessionId = await arena.openSession(courseId);
        const owner = await arena.borrow(courseId, 1);
        const first = await prepare(arena, owner, sessionId);
        await submit(arena, first, first.signed);
        const friend = await arena.addStudent({ face: inventFace(arena.random), courses: [courseId] });
        const second = await prepare(arena, friend, sessionId, { change: { device_id: owner.phone.deviceId } });
        return submit(arena, second, second.signed);
      });
      return tally(outcomes);
    },

    'twin-approved': (stage) => asTwin(stage, database, true),
    'twin-unknown': (stage) => asTwin(stage, database, false),

    'teacher-colludes': async ({ arena, courseId, times }) => {
      const outcomes = await repeat(times(1, 4), async () => {
        const student = await arena.borrow(courseId, 0);
        const params = { id: await arena.openSession(courseId), student_id: student.id };
        const answer = await arena.teacher.ask(changeRecord, {
          params,
          body: { status: 'present', reason: 'was here' },
        });
        return worked(answer.status === 200);
      });
      return tally(outcomes);
    },

    /** An admin who wants the checks themselves out of the way. */
    'checks-switched-off': async ({ arena }) => {
      await arena.admin.call(stepUp, { body: { password } });
      const checks = [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12];
      const outcomes = await repeat(checks.length * 2, async (i) => {
        const policies = { [String(checks[i >> 1])]: i % 2 === 0 ? 'allow' : 'flag' };
        const answer = await arena.admin.ask(updateSettings, {
          body: { version: 0, reason: 'let them all in', policies },
        });
        return worked(answer.status === 200);
      });
      return tally(outcomes);
    },
  };
}

type Change = Record<string, unknown> | ((frames: readonly object[]) => Record<string, unknown>);

/** An honest mark, sent by a script, that says something else of how it was made. */
const withChange = async (stage: Stage, change: Change) => tally(await changed(stage, change));

async function changed({ arena, courseId, times }: Stage, change: Change): Promise<Outcome[]> {
  return repeat(times(2, 10), async () => {
    const student = await arena.borrow(courseId, 2);
    const sessionId = await arena.openSession(courseId);
    const honest = await prepare(arena, student, sessionId);
    const frames: readonly object[] = Array.isArray(honest.body.frames) ? honest.body.frames : [];
    const more = typeof change === 'function' ? change(frames) : change;
    const sent = await prepare(arena, student, sessionId, { frames: honest.frames, change: more });
    return submit(arena, sent, sent.signed);
  });
}

/** Two faces 0.25 apart, both confirmed: one marks for the other. */
async function asTwin({ arena, courseId, times }: Stage, database: Database, isApproved: boolean) {
  const outcomes: Outcome[] = await repeat(times(1, 6), async () => {
    const first = await arena.addStudent({
      face: inventFace(arena.random),
      courses: [courseId],
      faceIs: 'provisional',
    });
    const alike = push(arena.random, mean(first.face.shots.map(({ descriptor }) => descriptor)), 0.25);
    const face = { shots: picturesOf(arena.random, alike, 5), pool: picturesOf(arena.random, alike, 8) };
    const second = await arena.addStudent({ face, courses: [courseId], faceIs: 'provisional' });
    const ids = [first.id, second.id];
    // As after the look of an admin who found two people.
    await database.query(
      `UPDATE face_templates SET state = 'confirmed', hold = NULL WHERE person_id = ANY ($1::uuid[])`,
      [ids],
    );
    if (isApproved) {
      await database.query(
        `INSERT INTO twin_pairs (id, school_id, person_a_id, person_b_id, reason)
         SELECT gen_random_uuid(), school_id, $1::uuid, $2::uuid, 'twins' FROM people WHERE id = $1::uuid`,
        [...ids].sort(),
      );
    }
    const prepared = await prepare(arena, second, await arena.openSession(courseId), {
      frames: first.face.pool.slice(0, 3),
    });
    return submit(arena, prepared, prepared.signed);
  });
  return tally(outcomes);
}
