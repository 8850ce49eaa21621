import type { CourseRow, reportCourses as endpoint } from '@hadir/contract/reports.ts';
import { z } from 'zod';
import { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { readCursor, writeCursor } from '#http/cursor.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { isStorable } from '#http/text.ts';
import { periodOnWire } from './read-period.ts';
import { openScope, type Scope } from './report-scope.ts';
import { countsSql, marksSql, type TallyRow, toTally } from './tally-sql.ts';

type Reply = z.output<(typeof endpoint)['reply']>;
type Row = TallyRow & {
  id: string;
  code: string;
  title: string;
  section: string;
  teacher: string;
  students: number;
  sessions: number;
};

const perPage = 50;
const word = z.string().max(200).refine(isStorable);
const Position = z.tuple([word, word, z.uuid()]);

/** Attendance of each course over a period, by code; archived ones too, as what was held was held. */
export async function reportCourses(
  context: Pick<Context, 'db' | 'now'>,
  reader: SignedIn,
  { cursor, ...asked }: z.output<(typeof endpoint)['query']>,
): Promise<Reply> {
  const scope = await openScope(context, reader, asked);
  const rows = await listCourses(context, scope, cursor, perPage + 1);
  const items = rows.slice(0, perPage);
  return {
    period: periodOnWire(scope.interval),
    items,
    per_page: perPage,
    next_cursor: rows.length > perPage ? cursorAfterCourse(items) : null,
  };
}

export function cursorAfterCourse(rows: readonly CourseRow[]): string | null {
  const last = rows.at(-1)?.course;
  return last ? writeCursor([last.code, last.section, last.id]) : null;
}

/** So many courses after the cursor. */
export async function listCourses(
  context: Pick<Context, 'db'>,
  scope: Scope,
  cursor: string | undefined,
  limit: number,
): Promise<CourseRow[]> {
  const after = readCursor(cursor, Position);
  const { schoolId, teacherId } = scope;
  const seen =
    teacherId === null
      ? Prisma.empty
      : Prisma.sql`AND (listed.teacher_id = ${teacherId}::uuid OR EXISTS (
          SELECT FROM class_sessions JOIN session_staff ON session_staff.session_id = class_sessions.id
          WHERE class_sessions.course_id = listed.id AND session_staff.person_id = ${teacherId}::uuid))`;
  const rows = await context.db.$queryRaw<Row[]>`
    SELECT page.*, figures.*
    FROM (
      SELECT listed.id, listed.code, listed.title, listed.section, teacher.name AS teacher,
        (SELECT count(*)::int FROM enrollments WHERE course_id = listed.id) AS students
      FROM courses AS listed
      JOIN people AS teacher ON teacher.id = listed.teacher_id
      WHERE listed.school_id = ${schoolId}::uuid ${seen}
        ${
          after === null
            ? Prisma.empty
            : Prisma.sql`AND (listed.code, listed.section, listed.id) > (${after[0]}, ${after[1]}, ${after[2]}::uuid)`
        }
      ORDER BY listed.code, listed.section, listed.id LIMIT ${limit}
    ) AS page
    CROSS JOIN LATERAL (
      SELECT ${countsSql}, count(DISTINCT mark.session_id) FILTER (WHERE mark.status <> 'not_counted')::int AS sessions
      FROM (${marksSql(scope, Prisma.sql`AND session.course_id = page.id`)}) AS mark
    ) AS figures
    ORDER BY page.code, page.section, page.id`;
  return rows.map(({ id, code, title, section, teacher, students, sessions, ...counts }) => ({
    course: { id, code, title, section },
    teacher,
    students,
    sessions,
    tally: toTally(counts),
  }));
}
