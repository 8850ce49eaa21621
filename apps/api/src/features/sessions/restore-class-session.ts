import type { ClassSession as ClassSessionOnWire } from '@hadir/contract/sessions.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { fromColumn } from '#features/timetable/calendar-day.ts';
import { lockTimetable } from '#features/timetable/lock-timetable.ts';
import { removeDayOff } from '#features/timetable/remove-exception.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { getClassSession } from './get-class-session.ts';
import { lockClassSession } from './lock-class-session.ts';
import { sessionFacts, sessionOnWire } from './show-session.ts';

/**
 * A cancelled class session takes place after all; one that is not cancelled stays as it is.
 * @throws AppError not_found, not_possible_now once it is over, or where the timetable has no class then: on a holiday,
 * or since it was changed
 */
export async function restoreClassSession(
  context: Context,
  actor: ActingPerson,
  id: string,
): Promise<ClassSessionOnWire> {
  return context.db.$transaction(async (tx) => {
    await lockTimetable(tx, actor.schoolId);
    await lockClassSession(tx, actor, id);
    const session = await getClassSession(tx, actor, id);
    const now = context.now();
    const before = sessionOnWire(session, now);
    if (before.phase !== 'cancelled') return before;
    if (session.endsAt <= now) throw new AppError('not_possible_now', 'This class session is over.');
    if (session.ruleId && session.occursOn) {
      await removeDayOff(tx, actor, { ruleId: session.ruleId, occursOn: fromColumn(session.occursOn) }, now);
    } else {
      await tx.classSession.update({ where: { id }, data: { cancelledAt: null, cancelReason: null } });
    }
    const restored = await tx.classSession.findFirst({
      where: { id, schoolId: actor.schoolId, cancelledAt: null },
      select: sessionFacts,
    });
    if (!restored) throw new AppError('not_possible_now', 'The timetable has no class at that time.');
    const after = sessionOnWire(restored, now);
    await recordAudit(tx, {
      ...by(actor),
      action: 'class_session.restored',
      subjectType: 'class_session',
      subjectId: id,
      before,
      after,
    });
    return after;
  });
}
