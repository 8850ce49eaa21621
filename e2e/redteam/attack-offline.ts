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
    tryEach(
      stage,
      [
        () => ['a', 'b', 'c', 'd'],
        (parts: string[]) => [...parts.slice(0, 3), 'A'.repeat(43)],
        (parts: string[]) => change(parts, { nonce: 'a'.repeat(43) }),
        // Of a key that is gone for all we know, so that no signature can be asked for.
        (parts: string[]) => ['hadir1', '999', ...change(parts, { nonce: 'a'.repeat(43) }).slice(2)],
        (parts: string[]) => ['hadir1', '999', ...change(parts, wideOpen()).slice(2)],
      ].map((forge) => ({ arena, student, ready }) => {
        const ticket = forge(ready.ticket.ticket.split('.')).join('.');
        return makeRecord(arena, student, ready, {}, { ticket });
      }),
    ),

  'offline-foreign-ticket': (stage) =>
    tryEach(stage, [
      async ({ arena, student, ready, sessionId }) => {
        const friend = await arena.addStudent({ face: inventFace(arena.random), courses: [stage.courseId] });
        const theirs = await fetchTicket(friend, sessionId);
        return makeRecord(arena, student, { ...theirs, chain: ready.chain });
      },
    ]),

  'offline-other-class': (stage) =>
    tryEach(stage, [
      async ({ arena, student, ready }) => {
        const other = await arena.openSession(stage.courseId);
        return makeRecord(arena, student, ready, { session_id: other });
      },
    ]),

  'offline-reordered': (stage) =>
    tryEach(stage, [
      ({ arena, student, ready }) => makeRecord(arena, student, after(ready, makeRecord(arena, student, ready))),
      ({ arena, student, ready }) => makeRecord(arena, student, ready, {}, { seq: 7 }),
    ]),

  'offline-back-dated': (stage) =>
    tryEach(stage, [
      ...[-3_600_000, -1000].map((shift) => (scene: Scene) => claimAt(scene, shift, shift, null)),
      // With a ticket that says it was given in time for that.
      (scene) => {
        const ticket = ['hadir1', '999', ...change(scene.ready.ticket.ticket.split('.'), wideOpen()).slice(2)].join(
          '.',
        );
        return claimAt(scene, -3_600_000, -3_600_000, null, { ticket });
      },
    ]),

  // Sent with the clock put right. Honest phones do so too, so it is no reason to refuse the mark.
  'offline-clock': (stage) =>
    tryEach(stage, [
      ...[3, 24].map((hours) => (scene: Scene) => claimAt(scene, hours * 3_600_000, hours * 3_600_000, 0)),
      (scene) => claimAt(scene, 3_600_000, 3_600_000, null),
      (scene) => claimAt(scene, 0, -3 * 3_600_000, null),
    ]),

  'offline-unsigned': (stage) =>
    tryEach(stage, [
      ({ arena, student, ready }) => makeRecord(arena, student, ready, {}, {}, makePhone()),
      ({ arena, student, ready }) => ({ ...makeRecord(arena, student, ready), signature: '' }),
      ({ arena, student, ready }) => {
        const honest = makeRecord(arena, student, ready);
        return { ...honest, body: honest.body.replace('"method":"face"', '"method": "face"') };
      },
    ]),

  'offline-revoked': (stage) =>
    tryEach(stage, [
      async ({ arena, student, ready }) => {
        const record = makeRecord(arena, student, ready);
        const params = { id: student.phone.keyId };
        await arena.teacher.call(revokeStudentDeviceKey, { params, body: { reason: 'The phone was stolen' } });
        return record;
      },
    ]),

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
    tryEach(stage, [
      ({ arena, student, ready }) => {
        const { lat, lng } = north(campus, 20);
        return makeRecord(arena, student, ready, { lat, lng, accuracy: 5, positions: [] });
      },
    ]),
};

async function openScene({ arena, courseId }: Stage): Promise<Scene> {
  const student = await arena.addStudent({ face: inventFace(arena.random), courses: [courseId] });
  const sessionId = await arena.openSession(courseId);
  return { arena, student, sessionId, ready: await fetchTicket(student, sessionId) };
}

/** Each by a student of its own: a record that was judged moves the chain on, and would hide the fault of the next. */
async function tryEach(stage: Stage, makers: readonly ((scene: Scene) => OfflineRecord | Promise<OfflineRecord>)[]) {
  const outcomes = await repeat(stage.times(1, 3), async () => {
    const made: Outcome[] = [];
    for (const make of makers) {
      const scene = await openScene(stage);
      const record = await make(scene);
      await takeTurn(scene.student);
      made.push(await stage.arena.judge(scene.student, scene.sessionId, await sendRecord(stage.arena, record)));
    }
    return made;
  });
  return tally(outcomes.flat());
}

/**
 * A record of a phone whose clock is off; all in milliseconds.
 * @param claimed from when the ticket was fetched to the time that it claims
 * @param wall the same to what its clock shows
 * @param elapsed what the clock that nobody sets counted
 */
function claimAt(
  { arena, student, ready }: Scene,
  claimed: number,
  wall: number,
  elapsed: number | null,
  more: Record<string, unknown> = {},
): OfflineRecord {
  const heard_wall_ms = Date.parse(ready.now);
  const captured_at = new Date(heard_wall_ms + claimed).toISOString();
  const clock = { heard_at: ready.now, heard_wall_ms, wall_ms: heard_wall_ms + wall, elapsed_ms: elapsed };
  return makeRecord(arena, student, ready, { positions: [] }, { captured_at, clock, ...more });
}

/** The parts of a ticket with other facts in it. */
function change([name = '', version = '', facts, mac = '']: string[], other: object): string[] {
  return [name, version, encode({ ...decode(facts), ...other }), mac];
}

/** Given a day ago, for a class that lasts from then on. */
function wideOpen(): object {
  const [from, to] = [-86_400_000, 86_400_000].map((shift) => new Date(Date.now() + shift).toISOString());
  return { issued_at: from, window: { from, to } };
}

/** Whether a mark that was rejected waits or counts once more. */
async function isBack({ arena, student, sessionId }: Scene): Promise<boolean> {
  const { items } = await arena.teacher.call(getRoster, { params: { id: sessionId } });
  return items.find((item) => item.student.id === student.id)?.record?.state !== 'rejected';
}

const decode = (part = ''): object => JSON.parse(Buffer.from(part, 'base64url').toString());
const encode = (facts: object) => Buffer.from(JSON.stringify(facts)).toString('base64url');
