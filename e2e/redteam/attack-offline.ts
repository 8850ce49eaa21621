import { revokeStudentDeviceKey } from '@hadir/contract/device-keys.ts';
import { changeRecord, getRoster } from '@hadir/contract/sessions.ts';
import { type Arena, campus, must, north } from './arena.ts';
import { inventFace } from './invented-face.ts';
import { after, fetchTicket, makeRecord, type OfflineRecord, type Ready, sendRecord } from './offline-phone.ts';
import { makePhone } from './phone.ts';
import { type Attacks, repeat, type Stage } from './stage.ts';
import { type Student, takeTurn } from './student.ts';
import { type Outcome, tally, worked } from './tally.ts';

type Scene = { arena: Arena; student: Student; sessionId: string; ready: Ready };

/** Marks that were made without network, invented, repeated, out of order or out of their time. */
export const offlineAttacks: Attacks = {
  'offline-ticket': (stage) =>
    tryMany(stage, ({ arena, student, ready }) => {
      const parts = ready.ticket.ticket.split('.');
      const forged = [
        ['a', 'b', 'c', 'd'].join('.'),
        [...parts.slice(0, 3), 'A'.repeat(43)].join('.'),
        [parts[0], '999', parts[2], parts[3]].join('.'),
        [parts[0], parts[1], encode({ ...decode(parts[2]), nonce: 'a'.repeat(43) }), parts[3]].join('.'),
      ];
      return forged.map((ticket) => makeRecord(arena, student, ready, {}, { ticket }));
    }),

  'offline-foreign-ticket': (stage) =>
    tryMany(stage, async ({ arena, student, ready, sessionId }) => {
      const friend = await arena.addStudent({ face: inventFace(arena.random), courses: [stage.courseId] });
      const theirs = await fetchTicket(friend, sessionId);
      return [makeRecord(arena, student, { ...theirs, chain: ready.chain })];
    }),

  'offline-other-class': (stage) =>
    tryMany(stage, async ({ arena, student, ready }) => {
      const other = await arena.openSession(stage.courseId);
      return [makeRecord(arena, student, ready, { session_id: other })];
    }),

  'offline-reordered': (stage) =>
    tryMany(stage, ({ arena, student, ready }) => {
      const held = makeRecord(arena, student, ready);
      return [makeRecord(arena, student, after(ready, held)), makeRecord(arena, student, ready, {}, { seq: 7 })];
    }),

  'offline-back-dated': (stage) =>
    tryMany(stage, ({ arena, student, ready }) =>
      [-3_600_000, -1000, 3_600_000].map((shift) => {
        const captured_at = new Date(Date.parse(ready.now) + shift).toISOString();
        const wall_ms = Date.parse(captured_at);
        const clock = { heard_at: ready.now, heard_wall_ms: Date.parse(ready.now), wall_ms, elapsed_ms: null };
        return makeRecord(arena, student, ready, {}, { captured_at, clock });
      }),
    ),

  'offline-unsigned': (stage) =>
    tryMany(stage, ({ arena, student, ready }) => {
      const honest = makeRecord(arena, student, ready);
      return [
        makeRecord(arena, student, ready, {}, {}, makePhone()),
        { ...honest, signature: '' },
        { ...honest, body: honest.body.replace('"method":"face"', '"method": "face"') },
      ];
    }),

  'offline-revoked': (stage) =>
    tryMany(stage, async ({ arena, student, ready }) => {
      const record = makeRecord(arena, student, ready);
      const params = { id: student.phone.keyId };
      await arena.teacher.call(revokeStudentDeviceKey, { params, body: { reason: 'The phone was stolen' } });
      return [record];
    }),

  // The copy is answered as the first was; the attack would be a second record out of it.
  'offline-replayed': async (stage) => {
    const outcomes = await repeat(stage.times(2, 6), async () => {
      const scene = await openScene(stage);
      const { arena, student, sessionId, ready } = scene;
      const record = makeRecord(arena, student, ready);
      await must(sendRecord(arena, record));
      const params = { id: sessionId, student_id: student.id };
      await arena.teacher.call(changeRecord, { params, body: { decision: 'reject', reason: 'Not in the room' } });
      await sendRecord(arena, record);
      const copy = await arena.judge(
        student,
        sessionId,
        await sendRecord(arena, makeRecord(arena, student, after(ready, record))),
      );
      return [worked(await isBack(scene)), copy];
    });
    return tally(outcomes.flat());
  },

  // With true evidence of another place and moment, as far as the phone's owner can invent it.
  'offline-owner': (stage) =>
    tryMany(stage, ({ arena, student, ready }) => {
      const { lat, lng } = north(campus, 20);
      return [makeRecord(arena, student, ready, { lat, lng, accuracy: 5, positions: [] })];
    }),
};

async function openScene({ arena, courseId }: Stage): Promise<Scene> {
  const student = await arena.addStudent({ face: inventFace(arena.random), courses: [courseId] });
  const sessionId = await arena.openSession(courseId);
  return { arena, student, sessionId, ready: await fetchTicket(student, sessionId) };
}

async function tryMany(stage: Stage, make: (scene: Scene) => OfflineRecord[] | Promise<OfflineRecord[]>) {
  const outcomes = await repeat(stage.times(2, 6), async () => {
    const scene = await openScene(stage);
    const made: Outcome[] = [];
    for (const record of await make(scene)) {
      await takeTurn(scene.student);
      made.push(await stage.arena.judge(scene.student, scene.sessionId, await sendRecord(stage.arena, record)));
    }
    return made;
  });
  return tally(outcomes.flat());
}

/** Whether a mark that was rejected waits or counts once more. */
async function isBack({ arena, student, sessionId }: Scene): Promise<boolean> {
  const { items } = await arena.teacher.call(getRoster, { params: { id: sessionId } });
  return items.find((item) => item.student.id === student.id)?.record?.state !== 'rejected';
}

const decode = (part = ''): object => JSON.parse(Buffer.from(part, 'base64url').toString());
const encode = (facts: object) => Buffer.from(JSON.stringify(facts)).toString('base64url');
