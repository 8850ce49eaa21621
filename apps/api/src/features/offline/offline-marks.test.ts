import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClassSession, Person } from '#generated/prisma/client.ts';
import { buildSession } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { makeFace, picturesOf } from '#test/faces.ts';
import { type MarkScene, openMarkScene } from '#test/mark-scene.ts';
import { type OfflinePhone, openOfflinePhone } from '#test/offline-phone.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import type { Phone } from '#test/phone.ts';
import { readAudit } from '#test/read-audit.ts';
import { readTicket, signTicket } from './sign-ticket.ts';

let app: TestApp;
let scene: MarkScene;
let student: Person;
let session: ClassSession;
let phone: Phone;
let offline: OfflinePhone;
let start: number;

beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  scene = await openMarkScene(app);
  ({ student, session, phone } = scene);
  offline = openOfflinePhone(app, phone);
  start = Date.now();
  await offline.fetchTickets();
  later(30);
});

/** As if it had been so from the beginning. */
async function fetchAgain() {
  later(0);
  const fetched = await offline.fetchTickets();
  later(30);
  return fetched;
}

/** Minutes after the tickets were fetched; the class is on for 60. */
const at = (minutes: number) => new Date(start + minutes * 60_000);
const later = (minutes: number) => app.setNow(at(minutes));

async function kept() {
  const { db } = app.database;
  const attempts = await db.attendanceAttempt.findMany({
    where: { studentId: student.id },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const record = await db.attendanceRecord.findFirst({ where: { studentId: student.id, sessionId: session.id } });
  return { attempt: attempts.at(-1), attempts, record };
}

describe('a mark without network', () => {
  it('waits for a person, with the time of the capture and the time it came', async () => {
    const record = await offline.capture(session.id, at(10));
    later(300);
    const { status, body } = await offline.send(record, { 'X-Phone-Clock': String(at(300).getTime()) });
    expect([status, body]).toEqual([200, expect.objectContaining({ success: true, state: 'pending' })]);
    const { attempt, record: row } = await kept();
    expect(row).toMatchObject({
      state: 'pending',
      reviewReasons: ['offline_mark'],
      capturedAt: at(10),
      markedAt: at(300),
    });
    expect(attempt).toMatchObject({ success: true, state: 'pending', capturedAt: at(10), createdAt: at(300) });
    const { body: own } = await phone.caller.get('/api/attendance_records');
    expect(own.items[0]).toMatchObject({ captured_at: at(10).toISOString(), marked_at: at(300).toISOString() });
    expect(await readAudit(app.database.db, { action: 'attendance.marked', subjectId: row?.id ?? '' })).toHaveLength(1);
  });

  it('sent again gives the same answer and nothing more', async () => {
    const record = await offline.capture(session.id, at(10));
    const first = await offline.send(record);
    later(60 * 24);
    const again = await Promise.all([offline.send(record), offline.send(record)]);
    expect(again.map(({ status, text }) => [status, text])).toEqual([
      [200, first.text],
      [200, first.text],
    ]);
    expect((await kept()).attempts).toHaveLength(1);
  });

  it('sent twice at one moment is kept once', async () => {
    const record = await offline.capture(session.id, at(10));
    const answers = await Promise.all([offline.send(record), offline.send(record), offline.send(record)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await kept()).attempts).toHaveLength(1);
  });

  it('counts when the class was closed since, and not when it was closed before', async () => {
    const { db } = app.database;
    const [before, after] = [await offline.capture(session.id, at(10)), at(20)];
    await db.classSession.update({ where: { id: session.id }, data: { isActive: false, closedAt: after } });
    later(100);
    expect((await offline.send(before)).status).toBe(200);
    const other = await openMarkScene(app);
    const theirs = openOfflinePhone(app, other.phone);
    await theirs.fetchTickets();
    const late = await theirs.capture(other.session.id, at(30));
    await db.classSession.update({ where: { id: other.session.id }, data: { isActive: false, closedAt: after } });
    later(100);
    expect((await theirs.send(late)).body).toMatchObject({ success: false, code: 'session_inactive' });
  });

  it('waits while its class may still be opened, leaves nothing behind, and counts when it was opened late', async () => {
    const { db } = app.database;
    const unopened = { isActive: false, openedAt: null };
    await db.classSession.update({ where: { id: session.id }, data: unopened });
    const record = await offline.capture(session.id, at(10));
    for (const minutes of [30, 31]) {
      later(minutes);
      const { status, body } = await offline.send(record);
      expect([status, body]).toEqual([
        409,
        expect.objectContaining({ success: false, code: 'not_possible_now', next: 'wait_until_open' }),
      ]);
    }
    expect((await kept()).attempts).toEqual([]);
    expect(await db.offlineMark.count({ where: { keyId: phone.keyId } })).toBe(0);
    later(40);
    const teacher = await callAs(app, scene.teacher);
    expect((await teacher.post(`/api/class_sessions/${session.id}/open`, {})).status).toBe(200);
    expect((await offline.send(record)).body).toMatchObject({ success: true, state: 'pending' });
    expect((await kept()).record?.capturedAt).toEqual(at(10));
  });

  it('is refused for good once its class cannot be opened any more, and the chain goes on', async () => {
    const { db } = app.database;
    const next = await buildSession(db, { course: scene.course, isActive: true, openedAt: new Date() });
    await fetchAgain();
    await db.classSession.update({ where: { id: session.id }, data: { isActive: false, openedAt: null } });
    const [one, two] = [await offline.capture(session.id, at(10)), await offline.capture(next.id, at(11))];
    expect((await offline.send(one)).body.code).toBe('not_possible_now');
    later(60 * 3);
    const first = await offline.send(one);
    expect(first.body).toMatchObject({ code: 'session_inactive' });
    expect((await offline.send(one)).text).toBe(first.text);
    expect((await offline.send(two)).status).toBe(200);
    expect((await kept()).attempts).toHaveLength(2);
  });

  it('of a phone that was ended waits for nothing', async () => {
    const { db } = app.database;
    const record = await offline.capture(session.id, at(10));
    await db.classSession.update({ where: { id: session.id }, data: { isActive: false, openedAt: null } });
    await db.deviceKey.update({ where: { id: phone.keyId }, data: { state: 'revoked', revokedAt: at(20) } });
    expect((await offline.send(record)).body.code).toBe('session_inactive');
    expect((await kept()).attempts).toHaveLength(1);
  });

  it('of another class that is not open either waits for nothing', async () => {
    const { db } = app.database;
    const planned = await buildSession(db, { course: scene.course });
    const record = await offline.capture(session.id, at(10), { session_id: planned.id });
    expect((await offline.send(record)).body.code).toBe('session_inactive');
  });

  it('counts 48 hours after the class, and not after that', async () => {
    const hours = (count: number) => 60 + count * 60;
    const record = await offline.capture(session.id, at(10));
    later(hours(48) - 1);
    expect((await offline.send(record)).status).toBe(200);
    const other = await openMarkScene(app);
    const theirs = openOfflinePhone(app, other.phone);
    await theirs.fetchTickets();
    const late = await theirs.capture(other.session.id, at(10));
    later(hours(48) + 1);
    expect((await theirs.send(late)).body).toMatchObject({ code: 'challenge_invalid', next: 'try_again' });
  });

  it('of an app that has become too old since counts all the same', async () => {
    const record = await offline.capture(session.id, at(10), { client: { version: '0.0.1' } });
    expect((await offline.send(record)).status).toBe(200);
  });

  it('whose ticket was signed by a key that is gone counts when it says what its row says', async () => {
    const { tickets } = await fetchAgain();
    const read = readTicket(app.context.keys, tickets[0]?.ticket ?? '');
    if (read === null) throw new Error('no ticket of ours');
    const ticket = signTicket({ version: 99, key: Buffer.alloc(32, 9) }, read.facts);
    const record = await offline.capture(session.id, at(10), {}, { ticket });
    expect((await offline.send(record)).status).toBe(200);
  });

  it.each([
    ['three hours ahead', 190, 190, 9 * 60_000, 10],
    ['a day ahead', 1450, 1450, 9 * 60_000, 10],
    ['three hours behind, with the app started anew', 1, -170, null, 5],
  ])('made while the clock was %s, and sent with the right one, waits for a person', async (...facts) => {
    const [, claimed, wall, elapsed_ms, expected] = facts;
    await app.database.db.classSession.update({ where: { id: session.id }, data: { startsAt: at(5) } });
    const positions = [{ lat: -6.2, lng: 106.8, accuracy: 8, at: at(claimed).toISOString() }];
    const heard = at(1).getTime();
    const record = await offline.capture(
      session.id,
      at(10),
      { positions },
      {
        captured_at: at(claimed).toISOString(),
        clock: { heard_at: at(1).toISOString(), heard_wall_ms: heard, wall_ms: at(wall).getTime(), elapsed_ms },
      },
    );
    later(120);
    const { body } = await offline.send(record, { 'X-Phone-Clock': String(at(120).getTime()) });
    expect(body).toMatchObject({ success: true, state: 'pending' });
    const { record: row } = await kept();
    expect(row?.reviewReasons).toEqual(['offline_mark', 'clock_changed']);
    expect(Math.abs((row?.capturedAt?.getTime() ?? 0) - at(expected).getTime())).toBeLessThan(5000);
  });

  it('with the room code of its moment is told apart from one with another', async () => {
    const record = await offline.capture(session.id, at(10), {
      method: 'room_code',
      room_code: '000000',
      descriptors: {},
      frames: [],
    });
    later(20);
    expect((await offline.send(record)).body).toMatchObject({ code: 'room_code_invalid' });
  });

  it('of another face is refused like any other, and its chain goes on', async () => {
    const stranger = picturesOf(makeFace(), 3);
    const wrong = await offline.capture(session.id, at(10), { descriptors: { 'face-api-128': stranger } });
    const sentAt = performance.now();
    expect((await offline.send(wrong)).body).toMatchObject({ code: 'face_not_accepted' });
    // Timers are a little early.
    expect(performance.now() - sentAt).toBeGreaterThan(395);
    const { tickets, chain } = await offline.fetchTickets();
    expect([tickets.length, chain.seq]).toEqual([1, 2]);
    const right = await offline.capture(session.id, at(32));
    later(40);
    expect((await offline.send(right)).status).toBe(200);
  });
});

describe('refused and kept', () => {
  const reasons = async () => {
    const { attempts, record } = await kept();
    const whyOf = (checks: unknown) =>
      JSON.stringify(checks).match(
        /"outcome":"failed","detail":\{"why":"([a-z_]+)"|"detail":\{"why":"([a-z_]+)"\},"outcome":"failed"|"why": ?"([a-z_]+)"/,
      );
    return { record, list: attempts.map(({ reason, checks }) => [reason, whyOf(checks)?.slice(1).find(Boolean)]) };
  };

  it.each([
    ['an invented ticket', () => ({ ticket: 'hadir1.1.e30.AAAA' }), 'unknown_ticket'],
    ['a ticket with a letter changed', () => ({ ticket: 'x' }), 'unknown_ticket'],
    ['a capture before its ticket', () => ({ captured_at: at(-5).toISOString() }), 'before_ticket'],
    ['a record that names another one before it', () => ({ previous: 'a'.repeat(64) }), 'chain_broken'],
    ['a record with a later number', () => ({ seq: 5 }), 'chain_broken'],
    ['something that is no claim', () => ({ seq: 'one' }), 'malformed_ticket'],
  ])('%s', async (_, claim, why) => {
    const record = await offline.capture(session.id, at(10), {}, claim());
    later(20);
    const { status, body } = await offline.send(record);
    expect([status < 500, body.success, body.code]).toEqual([
      true,
      false,
      why === 'chain_broken' ? 'chain_broken' : 'challenge_invalid',
    ]);
    expect(await reasons()).toEqual({ record: null, list: [['Challenge invalid', why]] });
  });

  it('a record that comes before its class begins', async () => {
    const times = { startsAt: at(100), endsAt: at(160) };
    await app.database.db.classSession.update({ where: { id: session.id }, data: times });
    expect((await offline.send(await offline.capture(session.id, at(110)))).body.code).toBe('session_inactive');
    expect(await reasons()).toEqual({ record: null, list: [['Session inactive', 'future_capture']] });
  });

  it('a ticket that was opened up: another time in it, under a key that never was', async () => {
    const record = await offline.capture(session.id, at(10));
    const { ticket } = JSON.parse(record.raw).offline;
    const facts = JSON.parse(Buffer.from(ticket.split('.')[2] ?? '', 'base64url').toString());
    const earlier = { ...facts, issued_at: at(-1500).toISOString(), window: { from: at(-1500), to: at(1500) } };
    const forged = `hadir1.999.${Buffer.from(JSON.stringify(earlier)).toString('base64url')}.AAAA`;
    const fresh = openOfflinePhone(app, phone);
    await fresh.fetchTickets();
    const early = await fresh.capture(session.id, at(-5), {}, { ticket: forged });
    expect((await fresh.send(early)).body.code).toBe('challenge_invalid');
    expect(await reasons()).toEqual({ record: null, list: [['Challenge invalid', 'unknown_ticket']] });
  });

  it("a ticket of another person, of another phone, and of another class of one's own", async () => {
    const other = await openMarkScene(app);
    later(0);
    const theirs = openOfflinePhone(app, other.phone);
    const [foreign] = (await theirs.fetchTickets()).tickets;
    later(30);
    const stolen = await offline.capture(
      session.id,
      at(10),
      { challenge_id: foreign?.id },
      { ticket: foreign?.ticket },
    );
    expect((await offline.send(stolen)).body).toMatchObject({ code: 'challenge_invalid' });
    const next = await buildSession(app.database.db, { course: scene.course, isActive: true, openedAt: new Date() });
    const { tickets } = await fetchAgain();
    const mine = tickets.find((ticket) => ticket.session.id === next.id);
    const swapped = await offline.capture(session.id, at(11), { challenge_id: mine?.id }, { ticket: mine?.ticket });
    expect((await offline.send(swapped)).body).toMatchObject({ code: 'challenge_invalid' });
    expect((await reasons()).list.map(([, why]) => why).sort()).toEqual(['other_person', 'other_session']);
  });

  it('a ticket that was used, with another body', async () => {
    const [one, two] = [await offline.capture(session.id, at(10)), await offline.capture(session.id, at(11))];
    await offline.send(one);
    expect((await offline.send(two)).body).toMatchObject({ success: false, code: 'already_marked' });
    expect((await reasons()).list.at(-1)?.[0]).toBe('Challenge invalid');
  });

  it('a phone that was ended, whenever it says the mark was made', async () => {
    const record = await offline.capture(session.id, at(10));
    await app.database.db.deviceKey.update({
      where: { id: phone.keyId },
      data: { state: 'revoked', revokedAt: at(20) },
    });
    later(30);
    const { status, body } = await offline.send(record);
    expect([status, body.code]).toEqual([401, 'device_not_recognised']);
    expect(await reasons()).toEqual({ record: null, list: [['Device not recognised', 'revoked_key']] });
  });

  it('a body that was changed on the way: nothing of it counts against the student', async () => {
    const record = await offline.capture(session.id, at(10));
    const changed = { ...record, raw: record.raw.replace('"lat":-6.2', '"lat":50.1') };
    expect((await offline.send(changed)).body).toMatchObject({ code: 'device_not_recognised' });
    const { attempt } = await kept();
    expect(attempt).toMatchObject({
      reason: 'Device not recognised',
      latitude: null,
      deviceHash: null,
      sessionId: null,
    });
    expect((await offline.send(record)).status).toBe(200);
  });

  it("a key that is nobody's leaves nothing behind", async () => {
    const record = await offline.capture(session.id, at(10));
    const before = await app.database.db.attendanceAttempt.count();
    const answer = await offline.send(record, { 'X-Device-Key': '01890000-0000-7000-8000-000000000000' });
    expect([answer.status, answer.body.code]).toEqual([401, 'device_not_recognised']);
    expect(await app.database.db.attendanceAttempt.count()).toBe(before);
  });

  it('a ticket as if it were a challenge, and a challenge as if it were a ticket', async () => {
    const { tickets } = await fetchAgain();
    const ticket = { challenge_id: tickets[0]?.id ?? '', nonce: '' };
    const { nonce } = await app.database.db.challenge.findUniqueOrThrow({ where: { id: ticket.challenge_id } });
    const online = await phone.send({ ...ticket, nonce }, phone.markBody(session.id, ticket));
    expect(online.body).toMatchObject({ code: 'challenge_invalid' });
    const challenge = await phone.ask(session.id);
    const record = await offline.capture(session.id, at(10), { challenge_id: challenge.challenge_id });
    expect((await offline.send(record)).body).toMatchObject({ code: 'challenge_invalid' });
  });

  it('another site', async () => {
    const record = await offline.capture(session.id, at(10));
    const answer = await offline.send(record, { 'Sec-Fetch-Site': 'cross-site' });
    expect([answer.status, answer.body.code]).toEqual([403, 'csrf_refused']);
  });
});

describe('the chain', () => {
  it('takes records in their order only, and those that came too early afterwards', async () => {
    const { db } = app.database;
    const next = await buildSession(db, { course: scene.course, isActive: true, openedAt: new Date() });
    await fetchAgain();
    const [one, two] = [await offline.capture(session.id, at(10)), await offline.capture(next.id, at(11))];
    expect((await offline.send(two)).body).toMatchObject({ code: 'chain_broken' });
    expect((await offline.send(one)).status).toBe(200);
    expect((await offline.send(two)).status).toBe(200);
  });

  it('keeps a record from lying before the one before it', async () => {
    const next = await buildSession(app.database.db, { course: scene.course, isActive: true, openedAt: new Date() });
    await fetchAgain();
    const [one, two] = [await offline.capture(session.id, at(10)), await offline.capture(next.id, at(5))];
    later(20);
    await offline.send(one);
    expect((await offline.send(two)).body).toMatchObject({ code: 'challenge_invalid' });
  });

  it('goes on behind a lost record when the student asks for it: audited, and told to who reviews', async () => {
    const next = await buildSession(app.database.db, { course: scene.course, isActive: true, openedAt: new Date() });
    await fetchAgain();
    await offline.capture(next.id, at(5));
    const record = await offline.capture(session.id, at(10));
    expect((await offline.send(record)).body).toMatchObject({ code: 'chain_broken' });
    const { previous } = JSON.parse(record.raw).offline;
    expect((await offline.restart({ seq: 2, previous })).body).toEqual({ success: true });
    expect((await offline.send(record)).status).toBe(200);
    expect((await kept()).record?.reviewReasons).toEqual(['offline_mark', 'chain_restarted']);
    const audit = await readAudit(app.database.db, { action: 'offline_chain.restarted', subjectId: phone.keyId });
    expect(audit).toHaveLength(1);
    expect((await offline.restart({ seq: 1, previous: 'a'.repeat(64) })).body.code).toBe('not_possible_now');
  });

  it('tells who reviews that the clock of the phone was changed', async () => {
    const record = await offline.capture(session.id, at(10));
    later(60);
    await offline.send(record, { 'X-Phone-Clock': String(at(600).getTime()) });
    expect((await kept()).record?.reviewReasons).toEqual(['offline_mark', 'clock_changed']);
  });
});
