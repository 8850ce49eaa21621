import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { buildOpenSession, buildStudent } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { type MarkScene, openMarkScene } from '#test/mark-scene.ts';
import { type OfflinePhone, openOfflinePhone } from '#test/offline-phone.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { openReadyPhone } from '#test/phone.ts';

let app: TestApp;
let scene: MarkScene;
let offline: OfflinePhone;
let start: number;

beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  scene = await openMarkScene(app);
  offline = openOfflinePhone(app, scene.phone);
  start = Date.now();
  await offline.fetchTickets();
  later(30);
});

/** Minutes after the tickets were fetched; the class is on for 60. */
const at = (minutes: number) => new Date(start + minutes * 60_000);
const later = (minutes: number) => app.setNow(at(minutes));
const day = 24 * 60;

const keptRecord = () => app.database.db.attendanceRecord.findFirst({ where: { studentId: scene.student.id } });

it('a phone whose clock was set forward before the mark is judged by where it was then', async () => {
  const wall = at(190);
  const clock = {
    ...{ heard_at: at(0).toISOString(), heard_wall_ms: at(0).getTime() },
    ...{ wall_ms: wall.getTime(), elapsed_ms: 10 * 60_000 },
  };
  const record = await offline.capture(scene.session.id, wall, {}, { clock });
  later(60);
  const { body } = await offline.send(record, { 'X-Phone-Clock': String(at(240).getTime()) });
  expect(body).toMatchObject({ success: true, state: 'pending' });
  expect((await keptRecord())?.reviewReasons).toEqual(['offline_mark', 'clock_changed']);
});

it('one that lies between inside and outside has no other try, and goes to a person', async () => {
  const fix = { lat: -6.2 + 0.003_15, lng: 106.8, accuracy: 400 };
  const positions = [{ ...fix, at: at(10).toISOString() }];
  const record = await offline.capture(scene.session.id, at(10), { ...fix, positions });
  expect((await offline.send(record)).body).toMatchObject({ success: true, state: 'pending' });
  expect((await keptRecord())?.reviewReasons).toEqual(['position_between', 'offline_mark']);
});

it.each([
  ['the same day', 30, 40],
  ['the day after', day + 30, 0],
])('a phone that another student used %s', async (_, minutes, points) => {
  const { db } = app.database;
  // So that minutes later is no other day.
  start = new Date().setUTCHours(6, 0, 0, 0) - day * 60_000;
  const session = await buildOpenSession(db, { course: scene.course, startsAt: at(0), endsAt: at(60) });
  later(0);
  await offline.fetchTickets();
  const record = await offline.capture(session.id, at(5));
  const sibling = await buildStudent(db, { schoolId: scene.student.schoolId });
  await db.enrollment.create({
    data: { schoolId: sibling.schoolId, courseId: scene.course.id, studentId: sibling.id },
  });
  const theirs = await openReadyPhone(app, sibling);
  const next = await buildOpenSession(db, { course: scene.course, startsAt: at(minutes), endsAt: at(minutes + 60) });
  later(minutes + 1);
  const challenge = await theirs.ask(next.id);
  await theirs.send(challenge, theirs.markBody(next.id, challenge, { device_id: scene.phone.deviceId }));
  later(minutes + 10);
  expect((await offline.send(record)).status).toBe(200);
  const attempt = await db.attendanceAttempt.findFirst({ where: { studentId: scene.student.id } });
  expect(attempt?.riskPoints).toBe(points);
});

it('counts 48 hours after its class was held, also when that was moved since', async () => {
  const { db } = app.database;
  const record = await offline.capture(scene.session.id, at(10));
  await db.classSession.update({ where: { id: scene.session.id }, data: { endsAt: at(600) } });
  later(60 + 48 * 60 + 60);
  expect((await offline.send(record)).body).toMatchObject({ success: true, state: 'pending' });
});

it('counts no longer than that where its class was moved to an earlier time', async () => {
  const { db } = app.database;
  const record = await offline.capture(scene.session.id, at(10));
  await db.classSession.update({ where: { id: scene.session.id }, data: { endsAt: at(20) } });
  later(20 + 48 * 60 + 1);
  expect((await offline.send(record)).body.code).toBe('challenge_invalid');
});

it('owes no moves to a school that has ceased to ask for them', async () => {
  const { db } = app.database;
  const record = await offline.capture(scene.session.id, at(10), { liveness: undefined });
  await db.school.update({
    where: { id: scene.student.schoolId },
    data: { settings: { liveness: { plan: 'off' } } },
  });
  expect((await offline.send(record)).status).toBe(200);
  const attempt = await db.attendanceAttempt.findFirst({ where: { studentId: scene.student.id } });
  expect(attempt?.risk).toEqual([]);
});

it.each([
  ['reject', [409, 'already_decided', 'tell_teacher']],
  ['confirm', [200, 'present', undefined]],
])('a record that comes again after its teacher said %s is told that', async (decision, told) => {
  const record = await offline.capture(scene.session.id, at(10));
  expect((await offline.send(record)).body).toMatchObject({ state: 'pending' });
  const teacher = await callAs(app, scene.teacher);
  const path = `/api/class_sessions/${scene.session.id}/records/${scene.student.id}`;
  const decided = await teacher.post(path, { decision, reason: 'I looked around in the room' });
  expect(decided.status).toBe(200);
  const { status, body } = await offline.send(record);
  expect([status, body.code ?? body.state, body.next]).toEqual(told);
  expect(await app.database.db.attendanceAttempt.count({ where: { studentId: scene.student.id } })).toBe(1);
});
