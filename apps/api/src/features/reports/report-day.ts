import type { DayRow, reportDay as endpoint, Tally } from '@hadir/contract/reports.ts';
import type { z } from 'zod';
import { hasEndedSql, statusSql } from '#features/attendance/status-sql.ts';
import type { Context } from '#http/context.ts';
import { readTimeCursor, writeCursor } from '#http/cursor.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { periodOnWire } from './read-period.ts';
import { openScope, type Scope, seenSql } from './report-scope.ts';
import { countsSql, marksSql, type TallyRow, toTally } from './tally-sql.ts';

type Reply = z.output<(typeof endpoint)['reply']>;
type Row = TallyRow & {
  id: string;
  title: string;
  room: string;
  starts_at: Date;
  ends_at: Date;
  phase: DayRow['phase'];
  course: DayRow['course'];
  teacher: string;
  expected: number;
};

const perPage = 50;

/** Each class session that begins on a day, in order of time, with its figures; today where none is given. */
export async function reportDay(
  context: Pick<Context, 'db' | 'now'>,
  reader: SignedIn,
  { on, cursor }: { on?: string | undefined; cursor?: string | undefined },
): Promise<Reply> {
  const today = await openScope(context, reader, {});
  const day = on ?? today.interval.toOn;
  const scope = await openScope(context, reader, { from_on: day, to_on: day });
  const [rows, total] = await Promise.all([
    listDay(context, scope, cursor, perPage + 1),
    cursor === undefined ? sumDay(context, scope) : null,
  ]);
  const items = rows.slice(0, perPage);
  return {
    period: periodOnWire(scope.interval),
    total,
    items,
    per_page: perPage,
    next_cursor: rows.length > perPage ? cursorAfterDay(items) : null,
  };
}

export function cursorAfterDay(rows: readonly DayRow[]): string | null {
  const last = rows.at(-1);
  return last ? writeCursor([last.starts_at, last.session_id]) : null;
}

/** So many sessions of the day after the cursor. */
export async function listDay(
  context: Pick<Context, 'db'>,
  scope: Scope,
  cursor: string | undefined,
  limit: number,
): Promise<DayRow[]> {
  const after = readTimeCursor(cursor);
  const rows = await context.db.$queryRaw<Row[]>`
    SELECT page.*, figures.*
    FROM (
      SELECT session.id, session.title, session.room, session.starts_at, session.ends_at, session.course_id,
        session.planned_starts_at, session.opened_at, session.closed_at, session.cancelled_at, session.is_active,
        jsonb_build_object('id', course.id, 'code', course.code, 'title', course.title, 'section', course.section)
          AS course,
        teacher.name AS teacher
      FROM class_sessions AS session
      JOIN courses AS course ON course.id = session.course_id
      JOIN people AS teacher ON teacher.id = course.teacher_id
      WHERE ${seenSql(scope)} AND session.starts_at >= ${scope.interval.from} AND session.starts_at < ${scope.interval.to}
        AND (${after?.at ?? null}::timestamptz IS NULL
          OR (session.starts_at, session.id) > (${after?.at ?? null}, ${after?.id ?? null}::uuid))
      ORDER BY session.starts_at, session.id LIMIT ${limit}
    ) AS page
    CROSS JOIN LATERAL (
      SELECT ${countsSql}, count(*) FILTER (WHERE mark.status <> 'not_counted' OR NOT mark.counts)::int AS expected,
        CASE
          WHEN page.cancelled_at IS NOT NULL THEN 'cancelled'
          WHEN page.closed_at IS NOT NULL OR page.ends_at < ${scope.now} THEN
            CASE WHEN page.opened_at IS NULL AND count(*) FILTER (WHERE mark.status <> 'not_counted') = 0
              THEN 'not_held' ELSE 'ended' END
          WHEN page.is_active AND page.starts_at <= ${scope.now} THEN 'open'
          ELSE 'planned' END AS phase
      FROM (
        SELECT ${statusSql(scope.now)} AS status, session.opened_at IS NOT NULL AND session.cancelled_at IS NULL AS counts
        FROM (SELECT page.*) AS session
        JOIN enrollments AS enrollment ON enrollment.course_id = session.course_id
        LEFT JOIN attendance_records AS record
          ON record.session_id = session.id AND record.student_id = enrollment.student_id
        -- As in the other reports: who has left the school is expected at nothing that begins afterwards.
        WHERE NOT EXISTS (
          SELECT FROM people WHERE id = enrollment.student_id AND deactivated_at <= session.starts_at)
      ) AS mark
    ) AS figures
    ORDER BY page.starts_at, page.id`;
  return rows.map(toRow);
}

function toRow(row: Row): DayRow {
  const { id, title, room, course, teacher, phase, expected } = row;
  const times = { starts_at: row.starts_at.toISOString(), ends_at: row.ends_at.toISOString() };
  // While it is open nobody is absent yet, so there is nothing to take a share of.
  const tally = phase === 'ended' ? toTally(row) : phase === 'open' ? { ...toTally(row), percentage: null } : null;
  return { session_id: id, title, room, course, teacher, ...times, phase, expected, tally };
}

async function sumDay(context: Pick<Context, 'db'>, scope: Scope): Promise<NonNullable<Reply['total']>> {
  const [[sums], [days]] = await Promise.all([
    context.db.$queryRaw<TallyRow[]>`SELECT ${countsSql} FROM (${marksSql(scope)}) AS mark`,
    context.db.$queryRaw<{ sessions: number; ended: number }[]>`
      SELECT count(*)::int AS sessions,
        count(*) FILTER (WHERE ${hasEndedSql(scope.now)} AND session.opened_at IS NOT NULL
          AND session.cancelled_at IS NULL)::int AS ended
      FROM class_sessions AS session
      JOIN courses AS course ON course.id = session.course_id
      WHERE ${seenSql(scope)} AND session.starts_at >= ${scope.interval.from} AND session.starts_at < ${scope.interval.to}`,
  ]);
  return { sessions: days?.sessions ?? 0, ended: days?.ended ?? 0, tally: sums ? toTally(sums) : nothing };
}

const nothing: Tally = toTally({ present: 0, late: 0, absent: 0, pending: 0, excused: 0, sick: 0 });
