import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { getRule } from './get-rule.ts';
import { lockTimetable } from './lock-timetable.ts';
import { ruleOnWire } from './show-rule.ts';
import { syncSessions } from './sync-sessions.ts';

/**
 * A class comes no more. What was held stays, and still says which rule it was.
 * @throws AppError not_found
 */
export async function endTimetableRule(context: Context, actor: ActingPerson, id: string): Promise<void> {
  const now = context.now();
  await context.db.$transaction(async (tx) => {
    await lockTimetable(tx, actor.schoolId);
    const before = ruleOnWire(await getRule(tx, actor, id));
    await tx.timetableRule.update({ where: { id }, data: { archivedAt: now } });
    const sessions = await syncSessions(tx, actor.schoolId, [id], now);
    await recordAudit(tx, {
      ...by(actor),
      action: 'timetable_rule.ended',
      subjectType: 'timetable_rule',
      subjectId: id,
      before,
      after: { sessions },
    });
  });
}
