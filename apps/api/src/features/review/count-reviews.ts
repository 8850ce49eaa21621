import type { ReviewCounts } from '@hadir/contract/review.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { overdueBefore, ownRecords } from './review-scope.ts';

/** How many marks ask for this member of staff; what waits is an admin's to decide once it is overdue. */
export async function countReviews(context: Pick<Context, 'db' | 'now'>, reader: SignedIn): Promise<ReviewCounts> {
  const own = ownRecords(reader);
  const count = (where: Prisma.AttendanceRecordWhereInput) =>
    context.db.attendanceRecord.count({ where: { AND: [own, where] } });
  const [waiting, overdue, flagged] = await Promise.all([
    count({ state: 'pending' }),
    count({ state: 'pending', markedAt: { lt: overdueBefore(context.now()) } }),
    count({ state: 'flagged' }),
  ]);
  return { to_decide: reader.role === 'admin' ? overdue : waiting, waiting, overdue, flagged };
}
