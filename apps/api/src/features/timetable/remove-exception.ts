import type { Tx } from '#db.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { notFound } from '#http/errors.ts';
import { type CalendarDay, toColumn } from './calendar-day.ts';
import { getRule } from './get-rule.ts';
import { judgeException } from './judge-exception.ts';
import { lockTimetable } from './lock-timetable.ts';
import { syncSessions } from './sync-sessions.ts';
import { refuseTouched } from './write-exception.ts';

/**
 * The day is as the rule says again; its session follows.
 * @throws AppError not_found, not_possible_now once it was opened, holds marks or is over
 */
export async function removeException(
  tx: Tx,
  actor: ActingPerson,
  ruleId: string,
  day: CalendarDay,
  now: Date,
): Promise<void> {
  await lockTimetable(tx, actor.schoolId);
  await getRule(tx, actor, ruleId);
  const where = { ruleId_occursOn: { ruleId, occursOn: toColumn(day) } };
  const exception = await tx.timetableException.findUnique({ where });
  if (!exception) throw notFound();
  await refuseTouched(tx, ruleId, day);
  await judgeException(tx, actor.schoolId, ruleId, day, null, now);
  await tx.timetableException.delete({ where });
  await syncSessions(tx, actor.schoolId, [ruleId], now);
  await recordAudit(tx, {
    ...by(actor),
    action: 'timetable_exception.removed',
    subjectType: 'timetable_rule',
    subjectId: ruleId,
    before: { occurs_on: day, change: exception.change, reason: exception.reason },
  });
}

/** Takes back what `writeDayOff` noted, and has the session follow what the timetable says then: a move, if there was. */
export async function removeDayOff(
  tx: Tx,
  { schoolId }: { schoolId: string },
  { ruleId, occursOn }: { ruleId: string; occursOn: CalendarDay },
  now: Date,
): Promise<void> {
  const exception = await tx.timetableException.findFirst({
    where: { ruleId, schoolId, occursOn: toColumn(occursOn), change: 'cancelled' },
  });
  if (exception) {
    const { id, movedReason } = exception;
    if (movedReason === null) await tx.timetableException.delete({ where: { id } });
    else {
      const moved = { change: 'moved', reason: movedReason, movedReason: null } as const;
      await tx.timetableException.update({ where: { id }, data: moved });
    }
  }
  await syncSessions(tx, schoolId, [ruleId], now);
}
