import { RiskItem } from '@hadir/contract/attempts.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ClassSession, Course, Person } from '#generated/prisma/client.ts';
import { buildOpenSession, buildStudent } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { between, framesOf, makeFace, moved, picturesOf } from '#test/faces.ts';
import { openMarkScene } from '#test/mark-scene.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { openReadyPhone, type Phone } from '#test/phone.ts';
import { makeRoomCode } from './room-code.ts';

let app: TestApp;
let student: Person;
let course: Course;
let session: ClassSession;
let phone: Phone;

beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  ({ student, course, session, phone } = await openMarkScene(app));
});

/** The last attempt of the student, and the record there is. */
async function kept() {
  const { db } = app.database;
  const attempt = await db.attendanceAttempt.findFirstOrThrow({
    where: { studentId: student.id },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  const record = await db.attendanceRecord.findFirst({ where: { studentId: student.id, sessionId: session.id } });
  const risk = z.array(RiskItem).parse(attempt.risk);
  return { attempt, record, points: risk.map(({ component, points }) => `${component} ${points}`) };
}

/** A classmate with a phone and a face of their own, in the same course. */
async function classmate(face = makeFace()): Promise<Phone> {
  const other = await buildStudent(app.database.db, { schoolId: student.schoolId });
  await app.database.db.enrollment.create({
    data: { schoolId: student.schoolId, courseId: course.id, studentId: other.id },
  });
  const theirs = await openReadyPhone(app, other, face);
  return theirs;
}

const at = (second: number) => new Date(Date.now() + second * 1000).toISOString();
const fix = (second: number, accuracy: number, lat = -6.2) => ({ lat, lng: 106.8, accuracy, at: at(second) });
const settings = (value: object) =>
  app.database.db.school.update({ where: { id: student.schoolId }, data: { settings: value, settingsVersion: 7 } });

describe('what gives points', () => {
  it('nothing for an honest mark, and the settings it was judged by are kept', async () => {
    await phone.mark(session.id);
    const { attempt, record, points } = await kept();
    expect([points, attempt.riskPoints, attempt.settingsVersion, record?.riskPoints]).toEqual([[], 0, 1, 0]);
  });

  it('a key that nobody vouched for', async () => {
    await app.database.db.deviceKey.updateMany({ data: { confirmedAt: null } });
    await phone.mark(session.id);
    const { record, points } = await kept();
    expect(points).toEqual(['unconfirmed_key 25']);
    expect(record).toMatchObject({ state: 'confirmed', riskPoints: 25, reviewReasons: ['unconfirmed_key'] });
  });

  it('a device of somebody else today: flagged, answered like any other', async () => {
    const other = await classmate();
    const present = await other.mark(session.id, { device_id: phone.deviceId });
    const flagged = await phone.mark(session.id);
    expect(flagged.text).toBe(present.text);
    const { record, points, attempt } = await kept();
    expect(points).toEqual(['shared_device 40']);
    expect(record).toMatchObject({ state: 'flagged', riskPoints: 40, reviewReasons: ['shared_device'] });
    expect(attempt).toMatchObject({ success: true, state: 'flagged', code: 'accepted' });
    const { body } = await phone.caller.get('/api/attendance_records');
    expect(body.items[0]).toMatchObject({ status: 'present', state: 'confirmed' });
  });

  it('the registered device, also under a made-up id', async () => {
    const other = await classmate();
    await other.mark(session.id, { device_id: phone.deviceId });
    await phone.mark(session.id, { device_id: 'a'.repeat(64) });
    expect((await kept()).points).toEqual(['shared_device 40']);
  });

  it('a device of somebody else yesterday is nothing', async () => {
    const other = await classmate();
    await other.mark(session.id, { device_id: phone.deviceId });
    const yesterday = new Date(Date.now() - 24 * 3_600_000);
    await app.database.db.attendanceAttempt.updateMany({ data: { createdAt: yesterday } });
    await phone.mark(session.id);
    expect((await kept()).points).toEqual([]);
  });

  it("another student's series of fixes, within a day", async () => {
    const other = await classmate();
    const positions = [fix(-5, 9), fix(-3.77, 8)];
    await other.mark(session.id, { positions });
    await phone.mark(session.id, { positions: positions.map((one) => ({ ...one })) });
    const { record, points } = await kept();
    expect([points, record?.state]).toEqual([['equal_series 30'], 'flagged']);
  });

  it('a place nobody travels from so soon', async () => {
    expect((await phone.mark(session.id, { lat: -6.3 })).body.code).toBe('outside_campus');
    expect((await phone.mark(session.id)).body).toMatchObject({ success: true, state: 'present' });
    const { record, points } = await kept();
    expect([points, record?.state]).toEqual([['impossible_speed 40'], 'flagged']);
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['inside thanks to accuracy', { lat: -6.2 - 0.00115, accuracy: 40 }, ['inside_by_accuracy 15']],
    ['a virtual camera', { client: { version: '0.1.0', camera: 'OBS Virtual Camera' } }, ['virtual_camera 30']],
    ['frames in lockstep', { frames: framesOf(4), descriptors: 4 }, ['liveness_timing 30']],
  ])('%s', async (_, change, points) => {
    const face = change.descriptors ? { descriptors: { 'face-api-128': picturesOf(phone.face, 4) } } : {};
    await phone.mark(session.id, { ...change, ...face });
    expect((await kept()).points).toEqual(points);
  });

  it('a face that is nearly as close to another', async () => {
    const look = await classmate(moved(phone.face, 0.6));
    await app.database.db.faceTemplate.updateMany({ data: { state: 'confirmed' } });
    await phone.mark(session.id, {
      descriptors: { 'face-api-128': picturesOf(between(phone.face, look.face, 0.48), 3) },
    });
    const { points, record, attempt } = await kept();
    expect(points).toEqual(['close_second 25']);
    expect(record?.reviewReasons).toEqual(['close_second']);
    const { personId } = await app.database.db.deviceKey.findUniqueOrThrow({ where: { id: look.keyId } });
    expect(attempt.checks).toContainEqual(
      expect.objectContaining({ check: 12, detail: expect.objectContaining({ nearest_person: personId }) }),
    );
  });

  it('more than three failures before', async () => {
    for (let i = 0; i < 4; i += 1) await phone.mark(session.id, { descriptors: { 'face-api-128': [] } });
    await phone.mark(session.id);
    expect((await kept()).points).toEqual(['failures_before 10']);
  });

  it('sixty and more wait for a person', async () => {
    const other = await classmate();
    await other.mark(session.id, { device_id: phone.deviceId });
    const { body } = await phone.mark(session.id, { client: { version: '0.1.0', camera: 'OBS Virtual Camera' } });
    expect(body).toMatchObject({ success: true, state: 'pending' });
    const { record } = await kept();
    expect(record).toMatchObject({
      state: 'pending',
      riskPoints: 70,
      reviewReasons: ['shared_device', 'virtual_camera'],
    });
  });
});

describe('the room code beside a face', () => {
  const show = () =>
    app.database.db.classSession.update({
      where: { id: session.id },
      data: { roomCodeShownAt: new Date(Date.now() - 1000) },
    });
  const codeNow = () => makeRoomCode(app.context.masterKey, session, new Date()).code;
  const wrongCode = () => (codeNow() === '000000' ? '111111' : '000000');

  it('is missed when it stands on the screen', async () => {
    await show();
    await phone.mark(session.id);
    expect((await kept()).points).toEqual(['room_code_missing 25']);
  });

  it('satisfies when it is right', async () => {
    await show();
    await phone.mark(session.id, { room_code: codeNow() });
    expect((await kept()).points).toEqual([]);
  });

  it('is not missed by a phone that asked before it was shown', async () => {
    const challenge = await phone.ask(session.id);
    await app.database.db.classSession.update({
      where: { id: session.id },
      data: { roomCodeShownAt: new Date(Date.now() + 1000) },
    });
    await phone.send(challenge, phone.markBody(session.id, challenge));
    expect((await kept()).points).toEqual([]);
  });

  it('counts as not given when wrong, and towards the five', async () => {
    await show();
    await app.database.db.school.update({ where: { id: student.schoolId }, data: { faceThreshold: 0.3 } });
    const unlike = { descriptors: { 'face-api-128': picturesOf(makeFace(), 3) }, room_code: wrongCode() };
    for (let i = 0; i < 4; i += 1) await phone.mark(session.id, unlike);
    await phone.mark(session.id, { room_code: wrongCode() });
    expect((await kept()).points).toEqual(['room_code_missing 25', 'failures_before 10']);
    await app.database.db.attendanceRecord.deleteMany({ where: { studentId: student.id } });
    await phone.mark(session.id, { room_code: codeNow() });
    expect((await kept()).attempt.checks).toContainEqual(
      expect.objectContaining({ check: 11, detail: expect.objectContaining({ room_code: 'too_many' }) }),
    );
  });
});

describe('settings of the school', () => {
  it('weights and limits are its own', async () => {
    await settings({ weights: { virtual_camera: 5 }, flag_at: 5 });
    await phone.mark(session.id, { client: { version: '0.1.0', camera: 'OBS Virtual Camera' } });
    const { record, attempt } = await kept();
    expect(record).toMatchObject({ state: 'flagged', riskPoints: 5 });
    expect(attempt.settingsVersion).toBe(7);
  });

  it('what cannot be read counts as the defaults', async () => {
    await settings({ weights: 'none', policies: { 9: 'allow' } });
    expect((await phone.mark(session.id, { lat: -6.3 })).body.code).toBe('outside_campus');
    expect((await phone.mark(session.id)).status).toBe(200);
  });

  it.each([
    ['flag', 'flagged', ['outside_allowed']],
    ['allow', 'confirmed', []],
  ])('a mark from outside may pass: %s', async (policy, state, reviewReasons) => {
    await settings({ policies: { 9: policy } });
    const nowhere = { lat: undefined, lng: undefined, accuracy: undefined };
    expect((await phone.mark(session.id, { lat: 91 })).body.code).toBe('no_position');
    expect((await phone.mark(session.id, { lat: -6.3 })).body).toMatchObject({ success: true, state: 'present' });
    expect((await kept()).record).toMatchObject({ state, reviewReasons });
    const next = await buildOpenSession(app.database.db, { course, placeId: session.placeId });
    expect((await phone.mark(next.id, nowhere)).body).toMatchObject({ success: true, state: 'present' });
  });

  it('no other check can be let through', async () => {
    await settings({ policies: { 12: 'allow' } });
    const unlike = { descriptors: { 'face-api-128': picturesOf(makeFace(), 3) } };
    expect((await phone.mark(session.id, unlike)).body.code).toBe('face_not_accepted');
  });
});

describe('floors', () => {
  it('a nearer look-alike that an admin knows of: a person decides, nobody is refused', async () => {
    const twin = await classmate(moved(phone.face, 0.6));
    const { db } = app.database;
    const other = await db.person.findFirstOrThrow({ where: { deviceKeys: { some: { id: twin.keyId } } } });
    const nearTwin = () => ({ descriptors: { 'face-api-128': picturesOf(between(phone.face, twin.face, 0.7), 3) } });
    expect((await phone.mark(session.id, nearTwin())).body.code).toBe('face_not_accepted');
    const [personAId = '', personBId = ''] = [student.id, other.id].sort();
    await db.twinPair.create({ data: { schoolId: student.schoolId, personAId, personBId, reason: 'twins' } });
    expect((await phone.mark(session.id, nearTwin())).body).toMatchObject({ success: true, state: 'pending' });
    expect((await kept()).record?.reviewReasons).toEqual(['twin_nearer', 'close_second']);
  });

  it('a face that waits for an admin', async () => {
    await app.database.db.faceTemplate.update({ where: { personId: student.id }, data: { hold: 'duplicate_face' } });
    expect((await phone.mark(session.id)).body).toMatchObject({ success: true, state: 'pending' });
    expect((await kept()).record?.reviewReasons).toEqual(['held_face']);
  });
});

it('fixes of another time are none', async () => {
  const old = { lat: undefined, lng: undefined, accuracy: undefined, positions: [fix(-300, 5)] };
  const words = { message: 'The position was from earlier. Please try again.', next: 'try_again' };
  expect((await phone.mark(session.id, old)).body).toMatchObject({ code: 'no_position', ...words });
  expect((await kept()).attempt.checks).toContainEqual(
    expect.objectContaining({ check: 9, detail: expect.objectContaining({ why: 'stale', stale_fixes: 1 }) }),
  );
  const mixed = { lat: -6.3, accuracy: 2, positions: [fix(-300, 2, -6.3), fix(0, 20)] };
  expect((await phone.mark(session.id, mixed)).body).toMatchObject({ success: true });
});

it('a fix of another time is no place that the next mark is measured from', async () => {
  const elsewhere = { lat: undefined, lng: undefined, accuracy: undefined, positions: [fix(-300, 5, -6.3)] };
  expect((await phone.mark(session.id, elsewhere)).body.code).toBe('no_position');
  expect((await kept()).attempt).toMatchObject({ latitude: null, longitude: null, accuracyM: null });
  await phone.mark(session.id);
  expect((await kept()).points).toEqual([]);
});

it('a signed mark that says nothing of its version is too old', async () => {
  for (const client of [undefined, {}, { version: '' }]) {
    const answer = await phone.mark(session.id, { client });
    expect([answer.status, answer.body.code]).toEqual([426, 'client_too_old']);
  }
});

it('every kept attempt leaves a message, one of a pause none', async () => {
  const { db } = app.database;
  const messages = () => db.outboxMessage.findMany({ where: { schoolId: student.schoolId, topic: 'attempt.kept' } });
  await phone.mark(session.id, { lat: 91 });
  await phone.mark(session.id);
  await (await callAs(app, student)).post('/api/session_attendance/mark', { session_id: 'nowhere' });
  const ids = (await db.attendanceAttempt.findMany({ where: { studentId: student.id } })).map(({ id }) => id);
  expect(ids).toHaveLength(3);
  const told = (await messages()).map(({ payload }) => payload);
  expect(told).toHaveLength(3);
  expect(told).toEqual(expect.arrayContaining(ids.map((attempt_id) => ({ attempt_id }))));
});
