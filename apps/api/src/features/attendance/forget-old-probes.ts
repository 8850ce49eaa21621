import type { Context } from '#http/context.ts';
import { probeDays } from './load-facts.ts';

/**
 * Deletes the probes that the replay check compares with no more, also of people who do not mark any longer.
 * @returns probes that were deleted
 */
export async function forgetOldProbes(context: Pick<Context, 'db' | 'now'>): Promise<number> {
  const before = new Date(context.now().getTime() - probeDays * 86_400_000);
  const { count } = await context.db.faceProbe.deleteMany({ where: { createdAt: { lte: before } } });
  return count;
}
