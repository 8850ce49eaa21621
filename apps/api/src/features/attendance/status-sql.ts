import { Prisma } from '#generated/prisma/client.ts';

/**
 * `decideStatus` as an SQL expression of type text. The statement round it names its tables `session`
 * (class_sessions), `record` (attendance_records) and `enrollment` (enrollments); both of the latter may be joined in
 * vain.
 */
export function statusSql(now: Date): Prisma.Sql {
  return Prisma.sql`CASE
    WHEN session.cancelled_at IS NOT NULL THEN 'not_counted'
    WHEN record.state IN ('confirmed', 'flagged') THEN record.status::text
    WHEN record.state = 'pending' THEN 'pending'
    WHEN session.opened_at IS NULL THEN 'not_counted'
    WHEN ${hasEndedSql(now)} THEN
      CASE WHEN enrollment.created_at <= coalesce(session.planned_starts_at, session.starts_at) THEN 'absent'
        ELSE 'not_counted' END
    WHEN session.is_active AND session.starts_at <= ${now} AND enrollment.id IS NOT NULL THEN 'missing'
    ELSE 'not_counted' END`;
}

/** Whether `session` is over: closed by hand, or past its end. */
export function hasEndedSql(now: Date): Prisma.Sql {
  return Prisma.sql`(session.closed_at IS NOT NULL OR session.ends_at < ${now})`;
}

/** Of an expression that is a derived status: the student was there. */
export function isAttendedSql(status: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`${status} IN ('present', 'late')`;
}

/** Of a session that has ended: it is one of those that a percentage is taken of; excused and sick are not. */
export function isHeldSql(status: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`${status} IN ('present', 'late', 'pending', 'absent')`;
}
