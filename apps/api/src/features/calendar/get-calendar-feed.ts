import type { Context } from '#http/context.ts';
import type { SignedIn } from '#http/sign-in.ts';

/** Whether there is an address, and since when; the address itself is known to nobody but its owner. */
export async function getCalendarFeed(
  { db }: Pick<Context, 'db'>,
  { id, schoolId }: SignedIn,
): Promise<{ feed: { created_at: string } | null }> {
  const feed = await db.calendarFeed.findFirst({
    where: { schoolId, personId: id, endedAt: null },
    orderBy: { createdAt: 'desc' },
    select: { createdAt: true },
  });
  return { feed: feed && { created_at: feed.createdAt.toISOString() } };
}
