import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Course, Person } from '#generated/prisma/client.ts';
import { buildCourse, buildOpenSession, buildSession, buildStudent, buildTeacher } from '#test/build.ts';
import { type Caller, callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { openPhone, type Phone } from '#test/phone.ts';

let app: TestApp;
let student: Person;
let course: Course;
let phone: Phone;
let staff: Caller;
const minutes = (count: number) => new Date(Date.now() + count * 60_000);

beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

beforeEach(async () => {
  const { db } = app.database;
  const teacher = await buildTeacher(db);
  student = await buildStudent(db, { schoolId: teacher.schoolId });
  course = await buildCourse(db, { teacher, students: [student], graceMin: 10 });
  phone = await openPhone(app, student);
  await phone.register();
  await phone.enrol();
  staff = await callAs(app, teacher);
});

const kept = () => app.database.db.attendanceRecord.findFirstOrThrow({ where: { studentId: student.id } });

it('within the grace of its course a mark is present, after it late, which the student is told', async () => {
  const early = await buildOpenSession(app.database.db, { course, startsAt: minutes(-9) });
  expect((await phone.mark(early.id)).body).toMatchObject({ success: true, status: 'present' });
  await app.database.db.attendanceRecord.deleteMany();
  const late = await buildOpenSession(app.database.db, { course, startsAt: minutes(-11) });
  const { body } = await phone.mark(late.id);
  expect(body).toMatchObject({ success: true, status: 'late' });
  expect(await kept()).toMatchObject({ status: 'late' });
  const roster = (await staff.get(`/api/class_sessions/${late.id}/roster`)).body;
  expect(roster.items).toMatchObject([{ standing: 'pending', record: { status: 'late' } }]);
});

it('the grace is set on the course, between nothing and half a day', async () => {
  const path = `/api/courses/${course.id}`;
  expect((await staff.patch(path, { grace_min: 30 })).body.grace_min).toBe(30);
  const session = await buildOpenSession(app.database.db, { course, startsAt: minutes(-20) });
  expect((await phone.mark(session.id)).body.status).toBe('present');
  for (const grace_min of [-1, 721, 1.5, '10']) expect((await staff.patch(path, { grace_min })).status).toBe(400);
});

it('nobody is late because staff opened late, and opening again gives no new grace', async () => {
  const { db } = app.database;
  const planned = { course, startsAt: minutes(-60), endsAt: minutes(60), createdAt: minutes(-100) };
  const session = await buildSession(db, planned);
  await staff.post(`/api/class_sessions/${session.id}/open`, {});
  expect((await phone.mark(session.id)).body.status).toBe('present');
  await db.attendanceRecord.deleteMany();
  const again = await buildSession(db, { ...planned, openedAt: minutes(-50), closedAt: minutes(-20) });
  await staff.post(`/api/class_sessions/${again.id}/open`, {});
  expect((await phone.mark(again.id)).body.status).toBe('late');
});

it('whoever is there before the planned start is not late because staff opened early', async () => {
  const { db } = app.database;
  await db.course.update({ where: { id: course.id }, data: { graceMin: 0 } });
  const planned = { course, startsAt: minutes(20), endsAt: minutes(60), createdAt: minutes(-100) };
  const session = await buildSession(db, planned);
  await staff.post(`/api/class_sessions/${session.id}/open`, {}).expect(200);
  expect((await phone.mark(session.id)).body.status).toBe('present');
  await db.attendanceRecord.deleteMany();
  // The same class some time later: its start has come.
  await db.classSession.update({ where: { id: session.id }, data: { plannedStartsAt: minutes(-1) } });
  expect((await phone.mark(session.id)).body.status).toBe('late');
});

it('a mark by hand is what staff say, whatever the time', async () => {
  const session = await buildOpenSession(app.database.db, { course, startsAt: minutes(-60) });
  await staff.post(`/api/class_sessions/${session.id}/records/${student.id}`, {
    status: 'present',
    reason: 'was seen',
  });
  expect(await kept()).toMatchObject({ status: 'present', state: 'confirmed' });
});
