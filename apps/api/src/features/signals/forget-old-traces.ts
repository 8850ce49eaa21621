import type { Context } from '#http/context.ts';
import { daysBefore } from './read-attempts.ts';

/** How long wrong passwords, refused requests and who used which phone are kept. */
const traceDays = 90;

/**
 * Deletes what signals were found from when it is old; the signals themselves stay with what they counted.
 * @returns rows that were deleted
 */
export async function forgetOldTraces({ db, now }: Pick<Context, 'db' | 'now'>): Promise<number> {
  const before = daysBefore(now(), traceDays);
  const failed = await db.failedSignIn.deleteMany({ where: { createdAt: { lt: before } } });
  const refused = await db.refusedRequests.deleteMany({ where: { hourAt: { lt: before } } });
  const uses = await db.deviceUse.deleteMany({ where: { lastAt: { lt: before } } });
  return failed.count + refused.count + uses.count;
}
