import type { createHoliday as endpoint, Holiday } from '@hadir/contract/timetable.ts';
import type { z } from 'zod';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { toColumn } from './calendar-day.ts';
import { followHolidays } from './follow-holidays.ts';
import { holidayOnWire } from './list-holidays.ts';
import { lockTimetable } from './lock-timetable.ts';

type Given = z.output<(typeof endpoint)['body']>;

/** Days without classes; sessions to come that nobody has opened are cancelled, with the holiday's name for a reason. */
export async function createHoliday(context: Context, actor: Actor, given: Given): Promise<Holiday> {
  const { schoolId } = actor;
  const { name, starts_on: first, ends_on: last } = given;
  return context.db.$transaction(
    async (tx) => {
      await lockTimetable(tx, schoolId);
      const row = await tx.holiday.create({
        data: { schoolId, name, startsOn: toColumn(first), endsOn: toColumn(last) },
      });
      const sessions = await followHolidays(tx, schoolId, { first, last }, context.now());
      const holiday = holidayOnWire(row);
      await recordAudit(tx, {
        ...by(actor),
        action: 'holiday.made',
        subjectType: 'holiday',
        subjectId: row.id,
        after: { ...holiday, sessions },
      });
      return holiday;
    },
    // A large school has thousands of classes.
    { timeout: 60_000 },
  );
}
