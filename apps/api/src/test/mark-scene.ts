import { expect } from 'vitest';
import type { ClassSession, Course, Person } from '#generated/prisma/client.ts';
import { buildCourse, buildOpenSession, buildPlace, buildStudent, buildTeacher } from '#test/build.ts';
import type { TestApp } from '#test/open-app.ts';
import { openReadyPhone, type Phone } from '#test/phone.ts';

export type MarkScene = { teacher: Person; student: Person; course: Course; session: ClassSession; phone: Phone };

/** A class that is open at a place, and a student of it whose phone is registered and whose face is confirmed. */
export async function openMarkScene(app: TestApp): Promise<MarkScene> {
  app.setNow(null);
  const { db } = app.database;
  const teacher = await buildTeacher(db);
  const student = await buildStudent(db, { schoolId: teacher.schoolId });
  const course = await buildCourse(db, { teacher, students: [student] });
  const place = await buildPlace(db, { schoolId: teacher.schoolId });
  const session = await buildOpenSession(db, { course, place });
  return { teacher, student, course, session, phone: await openReadyPhone(app, student) };
}

/** Sends one mark of a student and says how it was answered and as what it was kept. */
export async function outcomeFor(
  app: TestApp,
  student: Person,
  send: () => Promise<{ status: number; body: { code?: string } }>,
) {
  const attempts = () =>
    app.database.db.attendanceAttempt.findMany({ where: { studentId: student.id }, orderBy: { createdAt: 'asc' } });
  const before = (await attempts()).length;
  const { status, body } = await send();
  const kept = await attempts();
  expect(kept).toHaveLength(before + 1);
  return { status, code: body.code, reason: kept.at(-1)?.reason };
}
