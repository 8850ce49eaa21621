import type { makeCalendarFeed as endpoint } from '@hadir/contract/calendar.ts';
import type { z } from 'zod';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { hashFeedToken, newFeedToken } from './feed-token.ts';

/** A new secret address for the own calendar; the one before gives nothing any more. */
export async function makeCalendarFeed(context: Context, actor: Actor): Promise<z.output<(typeof endpoint)['reply']>> {
  const token = newFeedToken();
  const createdAt = context.now();
  await context.db.$transaction(async (tx) => {
    const own = { schoolId: actor.schoolId, personId: actor.id };
    await tx.calendarFeed.updateMany({ where: { ...own, endedAt: null }, data: { endedAt: createdAt } });
    const feed = await tx.calendarFeed.create({ data: { ...own, tokenHash: hashFeedToken(token), createdAt } });
    await recordAudit(tx, {
      ...{ ...by(actor), action: 'calendar_feed.made', subjectType: 'person', subjectId: actor.id },
      after: { feed_id: feed.id },
    });
  });
  return { address: `${context.publicUrl}/api/calendar_feeds/${token}.ics`, created_at: createdAt.toISOString() };
}
