import type { Context } from '#http/context.ts';
import { dayAt, toColumn } from './calendar-day.ts';
import { lockTimetable } from './lock-timetable.ts';
import { type Synced, syncSessions } from './sync-sessions.ts';

/** Rules of one transaction: few enough that a mark on its way hardly waits. */
const batch = 100;

/**
 * Brings the sessions of one school to what its timetable says: those of the coming days are made, and what nobody has
 * touched follows rules, exceptions, holidays and the school's zone. Several processes may do so at once.
 */
export async function makeComingSessions(
  { db, now }: Pick<Context, 'db' | 'now'>,
  school: { id: string; timeZone: string },
): Promise<Synced> {
  const sum: Synced = { made: 0, changed: 0, cancelled: 0, removed: 0 };
  const yesterday = new Date(toColumn(dayAt(now(), school.timeZone)).getTime() - 86_400_000);
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rules = await db.timetableRule.findMany({
      where: { schoolId: school.id, archivedAt: null, endsOn: { gte: yesterday }, id: { gt: after } },
      orderBy: { id: 'asc' },
      take: batch,
      select: { id: true },
    });
    const ids = rules.map(({ id }) => id);
    if (ids.length > 0) {
      const synced = await db.$transaction(async (tx) => {
        await lockTimetable(tx, school.id);
        return syncSessions(tx, school.id, ids, now());
      });
      for (const part of ['made', 'changed', 'cancelled', 'removed'] as const) sum[part] += synced[part];
    }
    const last = ids.at(-1);
    if (last === undefined || ids.length < batch) return sum;
    after = last;
  }
}
