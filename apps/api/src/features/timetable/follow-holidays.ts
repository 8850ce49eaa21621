import type { Tx } from '#db.ts';
import { type CalendarDay, toColumn } from './calendar-day.ts';
import { type Synced, syncSessions } from './sync-sessions.ts';

/** Rules of one round. */
const batch = 500;

/** Sessions of the coming days follow holidays that were made or taken back between these days. */
export async function followHolidays(
  tx: Tx,
  schoolId: string,
  { first, last }: { first: CalendarDay; last: CalendarDay },
  now: Date,
): Promise<Omit<Synced, 'changed'>> {
  const rules = await tx.timetableRule.findMany({
    where: { schoolId, archivedAt: null, startsOn: { lte: toColumn(last) }, endsOn: { gte: toColumn(first) } },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  const sum = { made: 0, cancelled: 0, removed: 0 };
  for (let at = 0; at < rules.length; at += batch) {
    const ids = rules.slice(at, at + batch).map(({ id }) => id);
    const { made, cancelled, removed } = await syncSessions(tx, schoolId, ids, now);
    sum.made += made;
    sum.cancelled += cancelled;
    sum.removed += removed;
  }
  return sum;
}
