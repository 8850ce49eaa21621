import type { reportStudents as endpoint, StudentRow } from '@hadir/contract/reports.ts';
import { z } from 'zod';
import { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { readCursor, writeCursor } from '#http/cursor.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { isStorable } from '#http/text.ts';
import { periodOnWire } from './read-period.ts';
import { openScope, placedSql, type Scope } from './report-scope.ts';
import { countsSql, marksSql, type TallyRow, toTally } from './tally-sql.ts';

type Reply = z.output<(typeof endpoint)['reply']>;
type StudentFilter = { search?: string | undefined };
type Row = TallyRow & {
  id: string;
  name: string;
  admission_number: string | null;
  class_name: string | null;
  stream_name: string | null;
};

const perPage = 50;
/** Students that one page of low attendance looks at: where few are low it ends before it is full. */
const lookedAt = 100;
const Position = z.tuple([z.string().max(200).refine(isStorable), z.uuid()]);

/** Attendance of each student over a period, by name; with `below` only who has less. */
export async function reportStudents(
  context: Pick<Context, 'db' | 'now'>,
  reader: SignedIn,
  { cursor, ...asked }: z.output<(typeof endpoint)['query']>,
): Promise<Reply> {
  const scope = await openScope(context, reader, asked);
  const { below } = asked;
  const limit = below === undefined ? perPage + 1 : lookedAt;
  const seen = await listStudents(context, scope, asked, cursor, limit);
  const found = below === undefined ? seen : seen.filter((row) => isBelow(row, below));
  const items = found.slice(0, perPage);
  const isCut = found.length > perPage;
  const goesOn = isCut || (below !== undefined && seen.length === limit);
  return {
    period: periodOnWire(scope.interval),
    items,
    per_page: perPage,
    next_cursor: goesOn ? cursorAfterStudent(isCut ? items : seen) : null,
  };
}

export function isBelow({ tally: { present, late, held } }: StudentRow, below: number): boolean {
  return held > 0 && 100 * (present + late) < below * held;
}

export function cursorAfterStudent(rows: readonly StudentRow[]): string | null {
  const last = rows.at(-1);
  return last ? writeCursor([last.student.name, last.student.id]) : null;
}

/** So many students after the cursor. Each is counted when their turn comes, so that a page costs what it shows. */
export async function listStudents(
  context: Pick<Context, 'db'>,
  scope: Scope,
  { search }: StudentFilter,
  cursor: string | undefined,
  limit: number,
): Promise<StudentRow[]> {
  const after = readCursor(cursor, Position);
  const own = Prisma.sql`AND enrollment.student_id = student.id`;
  const rows = await context.db.$queryRaw<Row[]>`
    SELECT page.id, page.name, page.admission_number, class.name AS class_name, stream.name AS stream_name, figures.*
    FROM (
      SELECT student.id, student.name, student.admission_number, student.class_id, student.stream_id
      FROM people AS student
      WHERE student.school_id = ${scope.schoolId}::uuid AND student.role = 'student' ${placedSql(scope)}
        ${membershipSql(scope)} ${searchSql(search)}
        ${after === null ? Prisma.empty : Prisma.sql`AND (student.name, student.id) > (${after[0]}, ${after[1]}::uuid)`}
      ORDER BY student.name, student.id LIMIT ${limit}
    ) AS page
    LEFT JOIN classes AS class ON class.id = page.class_id
    LEFT JOIN streams AS stream ON stream.id = page.stream_id
    CROSS JOIN LATERAL (
      SELECT ${countsSql}
      FROM (SELECT page.id) AS student CROSS JOIN LATERAL (${marksSql(scope, own)}) AS mark
    ) AS figures
    ORDER BY page.name, page.id`;
  return rows.map(({ id, name, admission_number, class_name, stream_name, ...counts }) => ({
    student: { id, name, admission_number },
    class_name,
    stream_name,
    tally: toTally(counts),
  }));
}

/** Of `student`: in the course that was asked for, and in one of the teacher's. */
function membershipSql({ teacherId, courseId }: Scope): Prisma.Sql {
  if (teacherId === null && courseId === null) return Prisma.empty;
  const ofTeacher =
    teacherId === null
      ? Prisma.empty
      : Prisma.sql`AND (course.teacher_id = ${teacherId}::uuid OR EXISTS (
          SELECT FROM class_sessions JOIN session_staff ON session_staff.session_id = class_sessions.id
          WHERE class_sessions.course_id = course.id AND session_staff.person_id = ${teacherId}::uuid))`;
  const ofCourse = courseId === null ? Prisma.empty : Prisma.sql`AND course.id = ${courseId}::uuid`;
  return Prisma.sql`AND EXISTS (
    SELECT FROM enrollments JOIN courses AS course ON course.id = enrollments.course_id
    WHERE enrollments.student_id = student.id ${ofTeacher} ${ofCourse})`;
}

/** A part of the name, or the beginning of an admission number. */
function searchSql(search: string | undefined): Prisma.Sql {
  if (search === undefined || search === '') return Prisma.empty;
  const literal = search.replace(/[\\%_]/g, (sign) => `\\${sign}`);
  return Prisma.sql`AND (student.name ILIKE ${`%${literal}%`} OR student.admission_number ILIKE ${`${literal}%`})`;
}
