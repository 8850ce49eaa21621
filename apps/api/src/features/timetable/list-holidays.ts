import type { Holiday } from '@hadir/contract/timetable.ts';
import type { Context } from '#http/context.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { fromColumn } from './calendar-day.ts';

const yearMs = 366 * 86_400_000;
const most = 500;

/** Holidays that ended within the last year or are to come, by day. */
export async function listHolidays(context: Context, reader: SignedIn): Promise<Holiday[]> {
  const rows = await context.db.holiday.findMany({
    where: { schoolId: reader.schoolId, endsOn: { gte: new Date(context.now().getTime() - yearMs) } },
    orderBy: [{ startsOn: 'asc' }, { id: 'asc' }],
    take: most,
  });
  return rows.map(holidayOnWire);
}

export function holidayOnWire(row: { id: string; name: string; startsOn: Date; endsOn: Date }): Holiday {
  return { id: row.id, name: row.name, starts_on: fromColumn(row.startsOn), ends_on: fromColumn(row.endsOn) };
}
