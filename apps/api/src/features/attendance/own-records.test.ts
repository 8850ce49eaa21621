import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Course, Person } from '#generated/prisma/client.ts';
import { buildCourse, buildSession, buildStudent, buildTeacher } from '#test/build.ts';
import { type Caller, callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';

let app: TestApp;
let student: Person;
let course: Course;
let own: Caller;
const hour = 3600 * 1000;
const ago = (hours: number) => new Date(Date.now() - hours * hour);

beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

beforeEach(async () => {
  const { db } = app.database;
  const teacher = await buildTeacher(db);
  student = await buildStudent(db, { schoolId: teacher.schoolId });
  course = await buildCourse(db, { teacher, students: [student] });
  await db.enrollment.updateMany({ where: { studentId: student.id }, data: { createdAt: ago(1000) } });
  own = await callAs(app, student);
});

const held = (hoursAgo: number, change: Record<string, unknown> = {}) =>
  buildSession(app.database.db, {
    course,
    startsAt: ago(hoursAgo),
    endsAt: ago(hoursAgo - 1),
    openedAt: ago(hoursAgo),
    isActive: true,
    ...change,
  });
const marked = (sessionId: string, change: Record<string, unknown> = {}) =>
  app.database.db.attendanceRecord.create({
    data: {
      schoolId: student.schoolId,
      sessionId,
      studentId: student.id,
      method: 'face',
      status: 'present',
      state: 'confirmed',
      markedAt: new Date(),
      ...change,
    },
  });

it('counts a session that was excused or missed sick as not held', async () => {
  await marked((await held(50)).id);
  await marked((await held(40)).id, { status: 'excused', method: 'manual' });
  await marked((await held(30)).id, { status: 'sick', method: 'manual' });
  await marked((await held(20)).id, { status: 'excused', state: 'rejected' });
  const { body } = await own.get('/api/attendance_records');
  expect(body.courses).toMatchObject([{ held: 2, attended: 1, percentage: 50 }]);
});

it('counts held sessions since the enrollment and shows what became of each', async () => {
  await marked((await held(50)).id);
  await marked((await held(40)).id, { state: 'pending' });
  await marked((await held(30)).id, { state: 'rejected' });
  await marked((await held(20)).id, { state: 'flagged', status: 'late' });
  await held(10);
  await held(2000);
  await held(5, { openedAt: null, isActive: false });
  await held(0.5, { endsAt: new Date(Date.now() + hour) });
  const { body } = await own.get('/api/attendance_records');
  expect(body.courses).toEqual([
    { id: course.id, code: course.code, title: course.title, held: 5, attended: 2, percentage: 40 },
  ]);
  expect(body.items.map((item: { status: string; state: string }) => [item.status, item.state])).toEqual([
    ['open', 'none'],
    ['absent', 'none'],
    ['late', 'confirmed'],
    ['absent', 'rejected'],
    ['present', 'pending'],
    ['present', 'confirmed'],
  ]);
});

it('has no percentage before anything was held', async () => {
  const { body } = await own.get('/api/attendance_records');
  expect(body).toMatchObject({ courses: [{ held: 0, attended: 0, percentage: null }], items: [], next_cursor: null });
});

it('comes in pages of 50, each session once', async () => {
  for (let i = 0; i < 60; i += 1) await held(100 + Math.floor(i / 3));
  const first = await own.get('/api/attendance_records');
  expect(first.body.items).toHaveLength(50);
  const second = await own.get(`/api/attendance_records?cursor=${first.body.next_cursor}`);
  expect(second.body.items).toHaveLength(10);
  expect(second.body.next_cursor).toBeNull();
  const ids = [...first.body.items, ...second.body.items].map((item: { session_id: string }) => item.session_id);
  expect(new Set(ids).size).toBe(60);
});

it('refuses a garbage cursor, strangers and staff, and shows nothing of others', async () => {
  await marked((await held(50)).id);
  for (const cursor of ['x', 'e30', Buffer.from('{"at":"x","id":"y"}').toString('base64url')]) {
    expect((await own.get(`/api/attendance_records?cursor=${cursor}`)).status).toBe(400);
  }
  const { db } = app.database;
  expect((await (await callAs(app, null)).get('/api/attendance_records')).status).toBe(401);
  expect((await (await callAs(app, await buildTeacher(db))).get('/api/attendance_records')).status).toBe(403);
  const other = await callAs(app, await buildStudent(db, { schoolId: student.schoolId }));
  expect((await other.get('/api/attendance_records')).body).toMatchObject({ courses: [], items: [] });
});
