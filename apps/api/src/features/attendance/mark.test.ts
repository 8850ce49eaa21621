import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClassSession, Person } from '#generated/prisma/client.ts';
import { buildCourse, buildOpenSession, buildStudent } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { moved } from '#test/faces.ts';
import { openMarkScene, outcomeFor } from '#test/mark-scene.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { openPhone, openReadyPhone, type Phone } from '#test/phone.ts';

let app: TestApp;
let student: Person;
let teacher: Person;
let session: ClassSession;
let phone: Phone;

beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

beforeEach(async () => {
  ({ teacher, student, session, phone } = await openMarkScene(app));
});

const attempts = () => app.database.db.attendanceAttempt.findMany({ where: { studentId: student.id } });
const records = () => app.database.db.attendanceRecord.findMany({ where: { studentId: student.id } });

const outcomeOf = (send: Parameters<typeof outcomeFor>[2]) => outcomeFor(app, student, send);

describe('an honest mark', () => {
  it('is present, kept once as record, attempt, audit row and probe, and tells no number', async () => {
    const { status, body } = await phone.mark(session.id);
    expect(body).toEqual({ success: true, status: 'present', state: 'present', message: 'You are marked present.' });
    expect(status).toBe(200);
    const [attempt] = await attempts();
    expect(attempt).toMatchObject({ success: true, reason: 'Accepted', state: 'confirmed', latitude: -6.2 });
    expect(attempt?.faceDistance).toBeLessThan(0.2);
    const [record] = await records();
    expect(record).toMatchObject({ state: 'confirmed', method: 'face', attemptId: attempt?.id });
    const { db } = app.database;
    expect(await db.auditEntry.count({ where: { action: 'attendance.marked', actorId: student.id } })).toBe(1);
    expect(await db.faceProbe.count({ where: { personId: student.id } })).toBe(1);
  });

  it('needs no position in a session without a place', async () => {
    await app.database.db.classSession.update({ where: { id: session.id }, data: { placeId: null } });
    const { body } = await phone.mark(session.id, { lat: undefined, lng: undefined, accuracy: undefined });
    expect(body.state).toBe('present');
  });

  it('keeps every check with its limits', async () => {
    await phone.mark(session.id);
    const [attempt] = await attempts();
    expect(attempt?.checks).toMatchObject([
      { check: 2, outcome: 'passed' },
      { check: 0, outcome: 'passed' },
      { check: 3, outcome: 'passed' },
      { check: 4, outcome: 'passed' },
      { check: 5, outcome: 'passed' },
      { check: 6, outcome: 'passed' },
      { check: 7, outcome: 'passed' },
      { check: 8, outcome: 'passed' },
      { check: 9, outcome: 'passed', detail: { zone: 'inside', radius_m: 100, rules: 6 } },
      { check: 10, outcome: 'passed' },
      { check: 11, outcome: 'passed', detail: { model: 'face-api-128', frames: 3 } },
      { check: 12, outcome: 'passed', detail: { threshold: 0.5, replay_radius: 0.02, rules: 6 } },
    ]);
  });
});

describe('each check has its reason, code and status', () => {
  it('2: a teacher', async () => {
    const caller = await callAs(app, teacher);
    const { status, body } = await caller.post('/api/session_attendance/mark', { session_id: session.id });
    expect([status, body.code, body.next]).toEqual([403, 'not_a_student', 'none']);
    const kept = await app.database.db.attendanceAttempt.findMany({ where: { studentId: teacher.id } });
    expect(kept).toMatchObject([{ reason: 'Not a student', sessionId: session.id, success: false }]);
  });

  it('an old client, before check 3', async () => {
    await app.database.db.faceTemplate.deleteMany({ where: { personId: student.id } });
    const outcome = await outcomeOf(() => phone.mark(session.id, { client: { version: '0.0.9' } }));
    expect(outcome).toEqual({ status: 426, code: 'client_too_old', reason: 'Client too old' });
  });

  it('3: no face registered', async () => {
    await phone.caller.delete('/api/face_template');
    const outcome = await outcomeOf(() => phone.mark(session.id));
    expect(outcome).toEqual({ status: 400, code: 'face_not_registered', reason: 'Face not registered' });
  });

  it.each<[string, unknown]>([
    ['garbage', 'nowhere'],
    ['unknown', '0190a0a0-0000-7000-8000-000000000000'],
    ['a number', 5],
    ['null', null],
    ['a list', []],
    ['an object', {}],
    ['absent', undefined],
    ['endless', 'x'.repeat(5000)],
    ['with a NUL', 'a\u0000b'],
    ['half a character', '\ud800'],
  ])('4: session id %s', async (_, sessionId) => {
    const challenge = await phone.ask(session.id);
    const body = phone.markBody(session.id, challenge, { session_id: sessionId });
    const outcome = await outcomeOf(() => phone.send(challenge, body));
    expect(outcome).toEqual({ status: 400, code: 'session_not_found', reason: 'Session not found' });
  });

  it("4: another school's session, in the same words", async () => {
    const other = await buildOpenSession(app.database.db);
    const challenge = await phone.ask(session.id);
    const answers = await Promise.all(
      [other.id, 'nowhere'].map((id) => phone.send(challenge, phone.markBody(id, challenge, { session_id: id }))),
    );
    expect(answers[0]?.text).toBe(answers[1]?.text);
    expect((await attempts()).map((attempt) => attempt.sessionId)).toEqual([null, null]);
  });

  it('5: not enrolled', async () => {
    const other = await buildOpenSession(app.database.db, {
      course: await buildCourse(app.database.db, { teacher }),
    });
    const outcome = await outcomeOf(() => phone.mark(other.id));
    expect(outcome).toEqual({ status: 403, code: 'not_enrolled', reason: 'Not enrolled' });
  });

  it('6: a session that was not open when the challenge was issued', async () => {
    await app.database.db.classSession.update({ where: { id: session.id }, data: { isActive: false } });
    const outcome = await outcomeOf(() => phone.mark(session.id));
    expect(outcome).toEqual({ status: 400, code: 'session_inactive', reason: 'Session inactive' });
  });

  it('6: closed by hand after the challenge was issued', async () => {
    const challenge = await phone.ask(session.id);
    await (await callAs(app, teacher)).post(`/api/class_sessions/${session.id}/close`, {});
    const outcome = await outcomeOf(() => phone.send(challenge, phone.markBody(session.id, challenge)));
    expect(outcome).toEqual({ status: 400, code: 'session_inactive', reason: 'Session inactive' });
  });

  it('6: a session that ran out after the challenge was issued still counts', async () => {
    const challenge = await phone.ask(session.id);
    await app.database.db.classSession.update({
      where: { id: session.id },
      data: { endsAt: new Date(Date.now() - 1) },
    });
    const { status } = await phone.send(challenge, phone.markBody(session.id, challenge));
    expect(status).toBe(200);
  });

  it.each([
    ['unknown', () => ({ challenge_id: '0190a0a0-0000-7000-8000-000000000000' })],
    ['garbage', () => ({ challenge_id: 'x' })],
    ['of the wrong type', () => ({ challenge_id: 5 })],
    ['missing', () => ({ challenge_id: undefined })],
    ['missing, in the plain form', () => ({ challenge_id: undefined, descriptor: moved(phone.face, 0.1) })],
  ])('7: a challenge that is %s', async (_, change) => {
    const outcome = await outcomeOf(() => phone.mark(session.id, change()));
    expect(outcome).toEqual({ status: 400, code: 'challenge_invalid', reason: 'Challenge invalid' });
  });

  it('7: a challenge that was asked for with another key', async () => {
    const { body } = await phone.caller.post('/api/session_attendance/challenge', { session_id: session.id });
    const outcome = await outcomeOf(() => phone.send(body, phone.markBody(session.id, body)));
    expect(outcome).toEqual({ status: 400, code: 'challenge_invalid', reason: 'Challenge invalid' });
  });

  it('7: a challenge that has expired', async () => {
    const challenge = await phone.ask(session.id);
    app.setNow(new Date(Date.now() + 91_000));
    const outcome = await outcomeOf(() => phone.send(challenge, phone.markBody(session.id, challenge)));
    expect(outcome).toEqual({ status: 400, code: 'challenge_invalid', reason: 'Challenge invalid' });
  });

  it("7: somebody else's challenge, signed well", async () => {
    const other = await buildStudent(app.database.db, { schoolId: teacher.schoolId });
    await app.database.db.enrollment.create({
      data: { schoolId: teacher.schoolId, courseId: session.courseId, studentId: other.id },
    });
    const theirs = await (await openReadyPhone(app, other)).ask(session.id);
    const outcome = await outcomeOf(() => phone.send(theirs, phone.markBody(session.id, theirs)));
    expect(outcome).toEqual({ status: 400, code: 'challenge_invalid', reason: 'Challenge invalid' });
    const challenge = await app.database.db.challenge.findUnique({ where: { id: theirs.challenge_id } });
    expect(challenge?.usedAt).toBeNull();
  });

  it('8: a body that was changed after signing, and the challenge stays good', async () => {
    const challenge = await phone.ask(session.id);
    const body = phone.markBody(session.id, challenge);
    const outcome = await outcomeOf(() => phone.send({ ...challenge, nonce: 'another' }, body));
    expect(outcome).toEqual({ status: 401, code: 'device_not_recognised', reason: 'Device not recognised' });
    expect((await phone.send(challenge, body)).status).toBe(200);
  });

  it('8: a revoked key', async () => {
    const challenge = await phone.ask(session.id);
    await phone.caller.delete(`/api/device_keys/${phone.keyId}`);
    const outcome = await outcomeOf(() => phone.send(challenge, phone.markBody(session.id, challenge)));
    expect(outcome).toEqual({ status: 401, code: 'device_not_recognised', reason: 'Device not recognised' });
  });

  it('8: a second phone waits for approval, or for a day', async () => {
    const second = await openPhone(app, student, phone.face);
    await second.register();
    const outcome = await outcomeOf(() => second.mark(session.id));
    expect(outcome).toEqual({ status: 401, code: 'device_not_recognised', reason: 'Device not recognised' });
    await app.database.db.deviceKey.update({
      where: { id: second.keyId },
      data: { createdAt: new Date(Date.now() - 24 * 3600 * 1000) },
    });
    expect((await second.mark(session.id)).status).toBe(200);
    const key = await app.database.db.deviceKey.findUnique({ where: { id: second.keyId } });
    expect(key?.state).toBe('active');
  });

  it('10: already marked', async () => {
    await phone.mark(session.id);
    const outcome = await outcomeOf(() => phone.mark(session.id));
    expect(outcome).toEqual({ status: 400, code: 'already_marked', reason: 'Duplicate mark' });
    expect(await records()).toHaveLength(1);
  });

  it('10: the same request again says so and counts for nothing', async () => {
    const challenge = await phone.ask(session.id);
    const body = phone.markBody(session.id, challenge);
    expect((await phone.send(challenge, body)).status).toBe(200);
    const outcome = await outcomeOf(() => phone.send(challenge, body));
    expect(outcome).toEqual({ status: 400, code: 'already_marked', reason: 'Challenge invalid' });
  });

  it('10: so it does when the class has been closed in between', async () => {
    const challenge = await phone.ask(session.id);
    const body = phone.markBody(session.id, challenge);
    expect((await phone.send(challenge, body)).status).toBe(200);
    await (await callAs(app, teacher)).post(`/api/class_sessions/${session.id}/close`, {}).expect(200);
    const outcome = await outcomeOf(() => phone.send(challenge, body));
    expect(outcome).toEqual({ status: 400, code: 'already_marked', reason: 'Session inactive' });
  });
});

describe('check 9', () => {
  it.each([
    ['absent', { lat: undefined, lng: undefined, accuracy: undefined }],
    ['latitude 91', { lat: 91 }],
    ['a string with a comma', { lat: '-1,2' }],
    ['a string', { lng: '106.8' }],
    ['null', { lat: null }],
    ['half a position', { lng: undefined }],
    ['a negative accuracy', { accuracy: -1 }],
    ['positions that are no list', { positions: 'x' }],
    ['null positions', { positions: null }],
    ['one malformed fix among good ones', { positions: [{ lat: 'x', lng: 1, accuracy: 1 }] }],
    ['an object', { lat: {} }],
  ])('%s is no position', async (_, change) => {
    const outcome = await outcomeOf(() => phone.mark(session.id, change));
    expect(outcome).toEqual({ status: 400, code: 'no_position', reason: 'No position' });
  });

  it('refuses far away, in words without a figure', async () => {
    const { status, body } = await phone.mark(session.id, { lat: -6.3 });
    expect([status, body.code, body.hint]).toEqual([400, 'outside_campus', 'far']);
    expect(JSON.stringify(body)).not.toMatch(/[0-9]/);
    expect(await attempts()).toMatchObject([{ reason: 'Outside campus', latitude: -6.3 }]);
    expect((await attempts())[0]?.distanceM).toBeGreaterThan(10_000);
  });

  it('sends the third try between inside and outside to a person', async () => {
    const near = { lat: -6.2 - 0.002, accuracy: 20 };
    expect(await outcomeOf(() => phone.mark(session.id, near))).toMatchObject({ reason: 'Outside campus' });
    expect(await outcomeOf(() => phone.mark(session.id, near))).toMatchObject({ reason: 'Outside campus' });
    const { body } = await phone.mark(session.id, near);
    expect(body.state).toBe('pending');
    expect(await records()).toMatchObject([{ state: 'pending', reviewReasons: ['position_between'] }]);
  });
});

describe('the envelope', () => {
  it.each(['[]', '5', 'null', '{"__proto__":{"a":1}}', '{"a":NaN}', '{', '{"constructor":{"prototype":{}}}'])(
    '%s is no mark and no attempt',
    async (raw) => {
      const { status, body } = await phone.send(null, raw);
      expect([status, body.code]).toEqual([400, 'invalid_request']);
      expect(await attempts()).toEqual([]);
    },
  );

  it('two megabytes are too many', async () => {
    const { status, body } = await phone.send(null, JSON.stringify({ x: 'x'.repeat(2_000_000) }));
    expect([status, body.code]).toEqual([413, 'body_too_large']);
    expect(await attempts()).toEqual([]);
  });
});
