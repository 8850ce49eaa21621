import type { listOwnRecords as endpoint } from '@hadir/contract/attendance.ts';
import { z } from 'zod';
import { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { readCursor, writeCursor } from '#http/cursor.ts';
import { toInstant } from '#http/instant.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { hasEndedSql, isAttendedSql, isHeldSql, statusSql } from './status-sql.ts';

type Reply = z.output<(typeof endpoint)['reply']>;
type CourseRow = { id: string; code: string; title: string; held: number; attended: number };
type ItemRow = {
  session_id: string;
  title: string;
  course_code: string;
  starts_at: Date;
  ends_at: Date;
  status: Exclude<Reply['items'][number]['status'], 'absent' | 'open'> | null;
  state: 'confirmed' | 'flagged' | 'pending' | 'rejected' | null;
  method: Reply['items'][number]['method'];
  marked_at: Date | null;
  captured_at: Date | null;
  has_ended: boolean;
};

const perPage = 50;
const Position = z.object({ at: z.iso.datetime(), id: z.uuid() });

/**
 * Own history, newest first, and per course how many of the held sessions were attended: counted as in every report.
 * Absent is derived, never stored.
 */
export async function listOwnRecords(context: Context, student: SignedIn, cursor: string | undefined): Promise<Reply> {
  const now = context.now();
  const from = readCursor(cursor, Position);
  const rows = await listItems(context, student, from, now);
  const page = rows.slice(0, perPage);
  const last = rows.length > perPage ? page.at(-1) : undefined;
  return {
    courses: (await listCourses(context, student, now)).map((course) => ({
      ...course,
      percentage: course.held === 0 ? null : Math.round((course.attended / course.held) * 1000) / 10,
    })),
    items: page.map(toItem),
    per_page: perPage,
    next_cursor: last ? writeCursor({ at: last.starts_at.toISOString(), id: last.session_id }) : null,
  };
}

function listCourses(context: Context, student: SignedIn, now: Date): Promise<CourseRow[]> {
  const status = Prisma.sql`mark.status`;
  return context.db.$queryRaw<CourseRow[]>`
    SELECT course.id, course.code, course.title,
      count(*) FILTER (WHERE ${isHeldSql(status)})::int AS held,
      count(*) FILTER (WHERE ${isAttendedSql(status)})::int AS attended
    FROM enrollments AS enrollment
    JOIN courses AS course ON course.id = enrollment.course_id
    LEFT JOIN LATERAL (
      SELECT ${statusSql(now)} AS status
      FROM class_sessions AS session
      LEFT JOIN attendance_records AS record
        ON record.session_id = session.id AND record.student_id = enrollment.student_id
      WHERE session.course_id = course.id AND ${hasEndedSql(now)}
    ) AS mark ON true
    WHERE enrollment.student_id = ${student.id}::uuid AND enrollment.school_id = ${student.schoolId}::uuid
    GROUP BY course.id, course.code, course.title
    ORDER BY course.code, course.id`;
}

function listItems(
  context: Context,
  student: SignedIn,
  from: z.output<typeof Position> | null,
  now: Date,
): Promise<ItemRow[]> {
  const fromAt = from === null ? null : toInstant(from.at, 'cursor');
  return context.db.$queryRaw<ItemRow[]>`
    SELECT session.id AS session_id, session.title, course.code AS course_code, session.starts_at, session.ends_at,
      record.status::text, record.state::text, record.method::text, record.marked_at,
      record.captured_at,
      (session.closed_at IS NOT NULL OR session.ends_at < ${now}) AS has_ended
    FROM class_sessions AS session
    JOIN courses AS course ON course.id = session.course_id
    LEFT JOIN enrollments AS enrollment
      ON enrollment.course_id = course.id AND enrollment.student_id = ${student.id}::uuid
    LEFT JOIN attendance_records AS record
      ON record.session_id = session.id AND record.student_id = ${student.id}::uuid
    WHERE session.school_id = ${student.schoolId}::uuid
      AND (record.id IS NOT NULL OR (
        enrollment.id IS NOT NULL AND session.opened_at IS NOT NULL AND session.starts_at <= ${now}
        AND coalesce(session.closed_at, session.ends_at) > enrollment.created_at))
      AND session.cancelled_at IS NULL
      AND (${fromAt}::timestamptz IS NULL OR (session.starts_at, session.id) < (${fromAt}, ${from?.id ?? null}::uuid))
    ORDER BY session.starts_at DESC, session.id DESC
    LIMIT ${perPage + 1}`;
}

function toItem(row: ItemRow): Reply['items'][number] {
  const counts = row.state !== null && row.state !== 'rejected';
  const without = row.has_ended ? 'absent' : 'open';
  return {
    session_id: row.session_id,
    title: row.title,
    course_code: row.course_code,
    starts_at: row.starts_at.toISOString(),
    ends_at: row.ends_at.toISOString(),
    status: (counts ? row.status : null) ?? without,
    // Flags are for staff: the student sees a mark that counts.
    state: row.state === 'flagged' ? 'confirmed' : (row.state ?? 'none'),
    method: row.method,
    marked_at: row.marked_at?.toISOString() ?? null,
    captured_at: row.captured_at?.toISOString() ?? null,
  };
}
