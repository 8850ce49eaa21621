import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import { followHolidays } from './follow-holidays.ts';
import { holidayOnWire } from './list-holidays.ts';
import { lockTimetable } from './lock-timetable.ts';

/**
 * The days have their classes again.
 * @throws AppError not_found
 */
export async function deleteHoliday(context: Context, actor: Actor, id: string): Promise<void> {
  const { schoolId } = actor;
  await context.db.$transaction(
    async (tx) => {
      await lockTimetable(tx, schoolId);
      const row = isId(id) ? await tx.holiday.findFirst({ where: { id, schoolId } }) : null;
      if (!row) throw notFound();
      await tx.holiday.delete({ where: { id } });
      const before = holidayOnWire(row);
      const { starts_on: first, ends_on: last } = before;
      const sessions = await followHolidays(tx, schoolId, { first, last }, context.now());
      await recordAudit(tx, {
        ...by(actor),
        action: 'holiday.removed',
        subjectType: 'holiday',
        subjectId: id,
        before,
        after: { sessions },
      });
    },
    { timeout: 60_000 },
  );
}
