import type { Tally } from '@hadir/contract/reports.ts';
import { hasEndedSql, statusSql } from '#features/attendance/status-sql.ts';
import { Prisma } from '#generated/prisma/client.ts';
import { type Scope, seenSql } from './report-scope.ts';

export type TallyRow = Omit<Tally, 'percentage' | 'held'>;

/** What a mark is counted as, by the column `status` of `mark`. */
export const countsSql = Prisma.sql`
  count(*) FILTER (WHERE mark.status = 'present')::int AS present,
  count(*) FILTER (WHERE mark.status = 'late')::int AS late,
  count(*) FILTER (WHERE mark.status = 'absent')::int AS absent,
  count(*) FILTER (WHERE mark.status = 'pending')::int AS pending,
  count(*) FILTER (WHERE mark.status = 'excused')::int AS excused,
  count(*) FILTER (WHERE mark.status = 'sick')::int AS sick`;

/**
 * One row for each session that counts and each student who is in its course: `session_id`, `student_id`, `starts_at`,
 * `status`. Those are sessions of the interval that have ended and were not cancelled, as far as the reader sees them.
 * @param only a further condition on `session` or `enrollment`, beginning with AND
 */
export function marksSql(scope: Scope, only: Prisma.Sql = Prisma.empty): Prisma.Sql {
  return Prisma.sql`
    SELECT session.id AS session_id, session.course_id, enrollment.student_id, session.starts_at,
      ${statusSql(scope.now)} AS status
    FROM class_sessions AS session
    JOIN courses AS course ON course.id = session.course_id
    JOIN enrollments AS enrollment ON enrollment.course_id = session.course_id
    LEFT JOIN attendance_records AS record
      ON record.session_id = session.id AND record.student_id = enrollment.student_id
    WHERE ${countsForReportSql(scope)} ${only}
      -- Who has left the school is absent from nothing that begins afterwards.
      AND NOT EXISTS (
        SELECT FROM people WHERE id = enrollment.student_id AND school_id = ${scope.schoolId}::uuid
          AND deactivated_at IS NOT NULL AND deactivated_at <= session.starts_at)
    -- Keeps the status from being worked out anew for each figure that counts it.
    OFFSET 0`;
}

/** Of `session`: it lies in the interval, has ended, was not cancelled, and the reader sees it. */
export function countsForReportSql(scope: Scope): Prisma.Sql {
  return Prisma.sql`${seenSql(scope)}
    AND session.starts_at >= ${scope.interval.from} AND session.starts_at < ${scope.interval.to}
    AND ${hasEndedSql(scope.now)} AND session.cancelled_at IS NULL`;
}

/** `{held: 3, present: 1, late: 1, …}` with its percentage. */
export function toTally({ present, late, absent, pending, excused, sick }: TallyRow): Tally {
  const held = present + late + absent + pending;
  const percentage = held === 0 ? null : Math.round(((present + late) / held) * 1000) / 10;
  return { held, present, late, absent, pending, excused, sick, percentage };
}
