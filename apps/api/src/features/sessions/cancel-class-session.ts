import type { ClassSession as ClassSessionOnWire } from '@hadir/contract/sessions.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { fromColumn } from '#features/timetable/calendar-day.ts';
import { lockTimetable } from '#features/timetable/lock-timetable.ts';
import { writeDayOff } from '#features/timetable/write-exception.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { getClassSession } from './get-class-session.ts';
import { lockClassSession } from './lock-class-session.ts';
import { sessionFacts, sessionOnWire } from './show-session.ts';

/**
 * Cancels a class session that has not been open; one that is cancelled stays so. The timetable keeps it, too, so that
 * the session does not come back by itself.
 * @throws AppError not_found, not_possible_now for one that is or was open, holds marks or is over
 */
export async function cancelClassSession(
  context: Context,
  actor: ActingPerson,
  id: string,
  reason: string,
): Promise<ClassSessionOnWire> {
  return context.db.$transaction(async (tx) => {
    await lockTimetable(tx, actor.schoolId);
    await lockClassSession(tx, actor, id);
    const session = await getClassSession(tx, actor, id);
    const now = context.now();
    const before = sessionOnWire(session, now);
    if (before.phase === 'cancelled') return before;
    const touched = await tx.classSession.count({
      where: { id, OR: [{ openedAt: { not: null } }, { records: { some: {} } }] },
    });
    if (touched > 0 || before.phase !== 'planned') {
      throw new AppError('not_possible_now', 'This class session was open already, or is over.');
    }
    const cancelled = await tx.classSession.update({
      where: { id },
      data: { cancelledAt: now, cancelReason: reason },
      select: sessionFacts,
    });
    if (session.ruleId && session.occursOn) {
      await writeDayOff(tx, actor, { ruleId: session.ruleId, occursOn: fromColumn(session.occursOn), reason }, now);
    }
    const after = sessionOnWire(cancelled, now);
    await recordAudit(tx, {
      ...by(actor),
      action: 'class_session.cancelled',
      subjectType: 'class_session',
      subjectId: id,
      before,
      after,
      reason,
    });
    return after;
  });
}
