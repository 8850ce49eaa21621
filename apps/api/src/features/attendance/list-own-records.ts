import type { listOwnRecords as endpoint } from '@hadir/contract/attendance.ts';
import { correctionDays, type OwnRequest } from '@hadir/contract/corrections.ts';
import type { DerivedStatus } from '@hadir/contract/sessions.ts';
import { z } from 'zod';
import { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { readCursor, writeCursor } from '#http/cursor.ts';
import { toInstant } from '#http/instant.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { hasEndedSql, isAttendedSql, isHeldSql, statusSql } from './status-sql.ts';

type Reply = z.output<(typeof endpoint)['reply']>;
type Status = Reply['items'][number]['status'];
type CourseRow = { id: string; code: string; title: string; held: number; attended: number };
type ItemRow = {
  session_id: string;
  title: string;
  course_code: string;
  starts_at: Date;
  ends_at: Date;
  standing: DerivedStatus;
  /** As it was marked; null without a mark. */
  status: Exclude<Status, 'absent' | 'open'> | null;
  state: 'confirmed' | 'flagged' | 'pending' | 'rejected' | null;
  method: Reply['items'][number]['method'];
  marked_at: Date | null;
  captured_at: Date | null;
  request_id: string | null;
  wanted: OwnRequest['wanted'];
  request_reason: string;
  request_state: OwnRequest['state'];
  requested_at: Date;
  answered_at: Date | null;
  answer: string | null;
};

const perPage = 50;
const Position = z.object({ at: z.iso.datetime(), id: z.uuid() });

/**
 * Own history, newest first, and per course how many of the held sessions were attended. Cancelled ones, and those that
 * began before the enrollment, are not in it.
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
    items: page.map((row) => toItem(row, now)),
    per_page: perPage,
    next_cursor: last ? writeCursor({ at: last.starts_at.toISOString(), id: last.session_id }) : null,
  };
}

function listCourses(context: Context, student: SignedIn, now: Date): Promise<CourseRow[]> {
  const standing = Prisma.sql`judged.standing`;
  return context.db.$queryRaw<CourseRow[]>`
    SELECT course.id, course.code, course.title,
      count(*) FILTER (WHERE ${isHeldSql(standing)})::int AS held,
      count(*) FILTER (WHERE ${isAttendedSql(standing)})::int AS attended
    FROM enrollments AS mine
    JOIN courses AS course ON course.id = mine.course_id
    LEFT JOIN LATERAL (
      SELECT ${statusSql(now)} AS standing
      FROM enrollments AS enrollment
      JOIN class_sessions AS session ON session.course_id = enrollment.course_id AND ${hasEndedSql(now)}
      LEFT JOIN attendance_records AS record
        ON record.session_id = session.id AND record.student_id = enrollment.student_id
      WHERE enrollment.id = mine.id
    ) AS judged ON true
    WHERE mine.student_id = ${student.id}::uuid AND mine.school_id = ${student.schoolId}::uuid
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
      ${statusSql(now)} AS standing, record.status::text, record.state::text, record.method::text, record.marked_at,
      record.captured_at, request.id AS request_id, request.wanted::text, request.reason AS request_reason,
      request.state::text AS request_state, request.created_at AS requested_at, request.decided_at AS answered_at,
      request.decision_reason AS answer
    FROM (
      SELECT id FROM class_sessions
      WHERE course_id IN (SELECT course_id FROM enrollments WHERE student_id = ${student.id}::uuid)
      UNION SELECT session_id FROM attendance_records WHERE student_id = ${student.id}::uuid
    ) AS own
    JOIN class_sessions AS session ON session.id = own.id
    JOIN courses AS course ON course.id = session.course_id
    LEFT JOIN enrollments AS enrollment
      ON enrollment.course_id = course.id AND enrollment.student_id = ${student.id}::uuid
    LEFT JOIN attendance_records AS record
      ON record.session_id = session.id AND record.student_id = ${student.id}::uuid
    LEFT JOIN LATERAL (
      SELECT * FROM correction_requests
      WHERE session_id = session.id AND student_id = ${student.id}::uuid
      ORDER BY created_at DESC, id DESC LIMIT 1
    ) AS request ON true
    WHERE session.school_id = ${student.schoolId}::uuid AND session.cancelled_at IS NULL
      AND (record.id IS NOT NULL OR (enrollment.id IS NOT NULL AND session.starts_at <= ${now}
        AND ${statusSql(now)} <> 'not_counted'))
      AND (${fromAt}::timestamptz IS NULL OR (session.starts_at, session.id) < (${fromAt}, ${from?.id ?? null}::uuid))
    ORDER BY session.starts_at DESC, session.id DESC
    LIMIT ${perPage + 1}`;
}

function toItem(row: ItemRow, now: Date): Reply['items'][number] {
  const counts = row.state !== null && row.state !== 'rejected';
  const without = row.standing === 'missing' ? 'open' : 'absent';
  const isRecent = now.getTime() - row.starts_at.getTime() <= correctionDays * 86_400_000;
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
    request:
      row.request_id === null
        ? null
        : {
            id: row.request_id,
            wanted: row.wanted,
            reason: row.request_reason,
            state: row.request_state,
            created_at: row.requested_at.toISOString(),
            decided_at: row.answered_at?.toISOString() ?? null,
            decision_reason: row.answer,
          },
    may_ask: isRecent && row.starts_at <= now && (row.request_id === null || row.request_state !== 'open'),
  };
}
