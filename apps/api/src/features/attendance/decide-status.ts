import type { DerivedStatus } from '@hadir/contract/sessions.ts';
import type { AttendanceStatus, RecordState } from '#generated/prisma/enums.ts';

/** What is asked of a class session. */
export type SessionToJudge = {
  startsAt: Date;
  /** Where it was opened early, which moves `startsAt`; else null. */
  plannedStartsAt: Date | null;
  endsAt: Date;
  isActive: boolean;
  /** Null for one that was never open. */
  openedAt: Date | null;
  closedAt: Date | null;
  cancelledAt: Date | null;
};

/**
 * What a class session is for one student. Absent is derived: the session was open, has ended, and the student was in
 * the course when it was to begin. A cancelled one counts for nobody. `status-sql.ts` says the same in SQL.
 * @param enrolledAt null for somebody who is not in the course any more
 */
export function decideStatus(
  session: SessionToJudge,
  record: { status: AttendanceStatus; state: RecordState } | null,
  enrolledAt: Date | null,
  now: Date,
): DerivedStatus {
  if (session.cancelledAt !== null) return 'not_counted';
  if (record?.state === 'confirmed' || record?.state === 'flagged') return record.status;
  if (record?.state === 'pending') return 'pending';
  if (session.openedAt === null) return 'not_counted';
  if (session.closedAt !== null || session.endsAt < now) {
    const planned = session.plannedStartsAt ?? session.startsAt;
    return enrolledAt !== null && enrolledAt <= planned ? 'absent' : 'not_counted';
  }
  return session.isActive && session.startsAt <= now && enrolledAt !== null ? 'missing' : 'not_counted';
}
