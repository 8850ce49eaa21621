import type { reportStudent as endpoint, HistoryRow, StudentRow, Tally } from '@hadir/contract/reports.ts';
import type { z } from 'zod';
import { ownStudents } from '#features/people/own-students.ts';
import { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { readTimeCursor, writeCursor } from '#http/cursor.ts';
import { notFound } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { periodOnWire } from './read-period.ts';
import { openScope, type Scope } from './report-scope.ts';
import { countsSql, marksSql, type TallyRow, toTally } from './tally-sql.ts';

type Reply = z.output<(typeof endpoint)['reply']>;
type CourseTally = { course: HistoryRow['course']; tally: Tally };
type ItemRow = Omit<HistoryRow, 'starts_at' | 'ends_at' | 'marked_at'> & {
  starts_at: Date;
  ends_at: Date;
  marked_at: Date | null;
};

const perPage = 50;

/**
 * One student: each session that counts, newest first, and the figures of each course.
 * @throws AppError not_found for a student the reader has nothing to do with
 */
export async function reportStudent(
  context: Pick<Context, 'db' | 'now'>,
  reader: SignedIn,
  id: string,
  { cursor, ...asked }: z.output<(typeof endpoint)['query']>,
): Promise<Reply> {
  const scope = await openScope(context, reader, asked);
  const student = await getStudent(context, reader, id);
  const [rows, courses] = await Promise.all([
    listHistory(context, scope, id, cursor, perPage + 1),
    sumCourses(context, scope, id),
  ]);
  const items = rows.slice(0, perPage);
  return {
    period: periodOnWire(scope.interval),
    student,
    courses,
    items,
    per_page: perPage,
    next_cursor: rows.length > perPage ? cursorAfterItem(items) : null,
  };
}

/** @throws AppError not_found */
export async function getStudent(
  context: Pick<Context, 'db'>,
  reader: SignedIn,
  id: string,
): Promise<StudentRow['student']> {
  const found = isId(id)
    ? await context.db.person.findFirst({
        where: { AND: [ownStudents(reader), { id }] },
        select: { id: true, name: true, admissionNumber: true },
      })
    : null;
  if (!found) throw notFound();
  return { id: found.id, name: found.name, admission_number: found.admissionNumber };
}

export function cursorAfterItem(rows: readonly HistoryRow[]): string | null {
  const last = rows.at(-1);
  return last ? writeCursor([last.starts_at, last.session_id]) : null;
}

const ofStudent = (id: string) => Prisma.sql`AND enrollment.student_id = ${id}::uuid`;
const courseSql = Prisma.sql`jsonb_build_object(
  'id', course.id, 'code', course.code, 'title', course.title, 'section', course.section) AS course`;

/** So many sessions of the student before the cursor. */
export async function listHistory(
  context: Pick<Context, 'db'>,
  scope: Scope,
  studentId: string,
  cursor: string | undefined,
  limit: number,
): Promise<HistoryRow[]> {
  const after = readTimeCursor(cursor);
  const rows = await context.db.$queryRaw<ItemRow[]>`
    SELECT mark.session_id, session.title, ${courseSql}, session.starts_at, session.ends_at, mark.status,
      record.method::text, record.marked_at
    FROM (${marksSql(scope, ofStudent(studentId))}) AS mark
    JOIN class_sessions AS session ON session.id = mark.session_id
    JOIN courses AS course ON course.id = session.course_id
    LEFT JOIN attendance_records AS record ON record.session_id = session.id AND record.student_id = ${studentId}::uuid
      AND mark.status <> 'absent'
    WHERE mark.status NOT IN ('not_counted', 'missing')
      AND (${after?.at ?? null}::timestamptz IS NULL
        OR (session.starts_at, session.id) < (${after?.at ?? null}, ${after?.id ?? null}::uuid))
    ORDER BY session.starts_at DESC, session.id DESC LIMIT ${limit}`;
  return rows.map((row) => ({
    ...row,
    starts_at: row.starts_at.toISOString(),
    ends_at: row.ends_at.toISOString(),
    marked_at: row.marked_at?.toISOString() ?? null,
  }));
}

async function sumCourses(context: Pick<Context, 'db'>, scope: Scope, studentId: string): Promise<CourseTally[]> {
  const rows = await context.db.$queryRaw<(TallyRow & { course: CourseTally['course'] })[]>`
    SELECT ${courseSql}, ${countsSql}
    FROM (${marksSql(scope, ofStudent(studentId))}) AS mark
    JOIN courses AS course ON course.id = mark.course_id
    WHERE mark.status <> 'not_counted'
    GROUP BY course.id ORDER BY course.code, course.section, course.id`;
  return rows.map(({ course, ...counts }) => ({ course, tally: toTally(counts) }));
}
