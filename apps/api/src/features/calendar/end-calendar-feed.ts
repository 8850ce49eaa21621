import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';

/** The own address gives nothing any more; where there is none, all is well already. */
export async function endCalendarFeed(context: Pick<Context, 'db' | 'now'>, actor: Actor): Promise<void> {
  await context.db.$transaction(async (tx) => {
    const { count } = await tx.calendarFeed.updateMany({
      where: { schoolId: actor.schoolId, personId: actor.id, endedAt: null },
      data: { endedAt: context.now() },
    });
    if (count === 0) return;
    await recordAudit(tx, {
      ...{ ...by(actor), action: 'calendar_feed.ended', subjectType: 'person', subjectId: actor.id },
      after: { ended: count },
    });
  });
}
