import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCourse, buildSession, buildStudent, buildTeacher } from '#test/build.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { decideStatus, type SessionToJudge } from './decide-status.ts';
import { statusSql } from './status-sql.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const at = (time: string) => new Date(`2026-11-20T${time}:00.000Z`);
const now = at('10:00');
const open: SessionToJudge = {
  startsAt: at('09:00'),
  plannedStartsAt: null,
  endsAt: at('11:00'),
  isActive: true,
  openedAt: at('09:01'),
  closedAt: null,
  cancelledAt: null,
};
const over = { ...open, endsAt: at('09:59') };
const closed = { ...open, isActive: false, closedAt: at('09:30') };
const early = { ...over, startsAt: at('08:40'), plannedStartsAt: at('09:00'), openedAt: at('08:40') };
const before = at('08:00');
const mark = (
  state: 'confirmed' | 'flagged' | 'pending' | 'rejected',
  status: 'present' | 'late' | 'sick' = 'present',
) => ({
  state,
  status,
});

const cases = [
  ['a mark that counts', open, mark('confirmed'), before, 'present'],
  ['a flagged late mark after the end', over, mark('flagged', 'late'), before, 'late'],
  ['somebody sick', closed, mark('confirmed', 'sick'), before, 'sick'],
  ['a mark of somebody who has left the course', over, mark('confirmed'), null, 'present'],
  ['a mark that waits, also after the end', over, mark('pending'), before, 'pending'],
  ['no mark while it is open', open, null, before, 'missing'],
  ['a rejected mark while it is open', open, mark('rejected'), before, 'missing'],
  ['no mark while it is open, enrolled after the start', open, null, at('09:30'), 'missing'],
  ['no mark at the very end', { ...open, endsAt: now }, null, before, 'missing'],
  ['no mark after the end', over, null, before, 'absent'],
  ['no mark after it was closed', closed, null, before, 'absent'],
  ['a rejected mark after the end', over, mark('rejected'), before, 'absent'],
  ['enrolled at the very start', over, null, open.startsAt, 'absent'],
  ['enrolled after the start', over, null, at('09:30'), 'not_counted'],
  ['enrolled after it was opened early, before its planned start', early, null, at('08:50'), 'absent'],
  ['enrolled after the planned start of one that was opened early', early, null, at('09:30'), 'not_counted'],
  ['not in the course any more', over, null, null, 'not_counted'],
  ['a session that never opened', { ...over, openedAt: null, isActive: false }, null, before, 'not_counted'],
  ['a mark by hand in a session that never opened', { ...over, openedAt: null }, mark('confirmed'), before, 'present'],
  ['a cancelled session', { ...over, cancelledAt: before }, null, before, 'not_counted'],
  ['a mark in a cancelled session', { ...over, cancelledAt: now }, mark('confirmed'), before, 'not_counted'],
] as const;

describe('what a session is for a student', () => {
  it.each(cases)('%s', (_name, session, record, enrolledAt, status) => {
    expect(decideStatus(session, record, enrolledAt, now)).toBe(status);
  });

  it.each(cases)('%s, in SQL as well', async (_name, facts, record, enrolledAt, status) => {
    const { db } = database;
    const teacher = await buildTeacher(db);
    const { schoolId } = teacher;
    const student = await buildStudent(db, { schoolId });
    const course = await buildCourse(db, { teacher });
    const session = await buildSession(db, { course, ...facts });
    const own = { schoolId, studentId: student.id };
    if (enrolledAt) await db.enrollment.create({ data: { ...own, courseId: course.id, createdAt: enrolledAt } });
    if (record) {
      const made = { sessionId: session.id, method: 'manual', markedAt: now } as const;
      await db.attendanceRecord.create({ data: { ...own, ...made, ...record } });
    }
    const rows = await db.$queryRaw`
      SELECT ${statusSql(now)} AS status FROM class_sessions AS session
      LEFT JOIN enrollments AS enrollment ON enrollment.course_id = session.course_id
        AND enrollment.student_id = ${student.id}::uuid
      LEFT JOIN attendance_records AS record ON record.session_id = session.id AND record.student_id = ${student.id}::uuid
      WHERE session.id = ${session.id}::uuid`;
    expect(rows).toEqual([{ status }]);
  });
});
