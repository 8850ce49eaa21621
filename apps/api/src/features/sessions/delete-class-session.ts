import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { confirmPassword } from '#features/sign-in/confirm-password.ts';
import { fromColumn } from '#features/timetable/calendar-day.ts';
import { lockTimetable } from '#features/timetable/lock-timetable.ts';
import { writeDayOff } from '#features/timetable/write-exception.ts';
import type { Context } from '#http/context.ts';
import { getClassSession } from './get-class-session.ts';
import { sessionOnWire } from './show-session.ts';

/**
 * Deletes a class session with its records. Attempts stay, and the audit keeps a tombstone. The timetable has that day off,
 * so that it is not made anew.
 * @throws AppError not_found, password_wrong
 */
export async function deleteClassSession(
  context: Context,
  actor: ActingPerson,
  id: string,
  given: { password: string; reason: string },
): Promise<void> {
  await getClassSession(context.db, actor, id);
  await confirmPassword(context, actor, given.password);
  await context.db.$transaction(async (tx) => {
    await lockTimetable(tx, actor.schoolId);
    const session = await getClassSession(tx, actor, id);
    const records = await tx.attendanceRecord.count({ where: { sessionId: id } });
    const attempts = await tx.attendanceAttempt.count({ where: { sessionId: id } });
    await tx.classSession.delete({ where: { id } });
    const now = context.now();
    if (session.ruleId && session.occursOn && session.endsAt > now) {
      // Else the timetable would make it anew; why it was deleted is not for students to read.
      const dayOff = { ruleId: session.ruleId, occursOn: fromColumn(session.occursOn), reason: '' };
      await writeDayOff(tx, actor, dayOff, now);
    }
    await recordAudit(tx, {
      ...by(actor),
      action: 'class_session.deleted',
      subjectType: 'class_session',
      subjectId: id,
      before: { ...sessionOnWire(session, now), records, attempts_kept: attempts },
      reason: given.reason,
    });
  });
}
