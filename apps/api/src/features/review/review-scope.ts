import { overdueAfterHours } from '@hadir/contract/review.ts';
import { ownSessions } from '#features/sessions/own-sessions.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { SignedIn } from '#http/sign-in.ts';

/** Marks of sessions whose staff this person is. */
export function ownRecords(reader: SignedIn): Prisma.AttendanceRecordWhereInput {
  return { schoolId: reader.schoolId, session: ownSessions(reader) };
}

/** A mark from before this instant that still waits is overdue. */
export function overdueBefore(now: Date): Date {
  return new Date(now.getTime() - overdueAfterHours * 3_600_000);
}
