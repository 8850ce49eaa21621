import type { Tx } from '#db.ts';
import { addDays, type CalendarDay, dayAt, fromColumn, toColumn } from './calendar-day.ts';
import { decideSessionChange, planSession } from './decide-session-change.ts';
import { type Calendar, daysBetween, occurrenceOn } from './list-occurrences.ts';
import { loadCalendar, loadRules, type PlannedRule } from './load-rules.ts';

/** Sessions are there for so many days to come, so that phones can fetch their tickets. */
export const daysAhead = 14;

/** A statement has room for some 32,000 values. */
const rowsAtOnce = 1000;

/** How many sessions were made, changed, cancelled and removed. */
export type Synced = { made: number; changed: number; cancelled: number; removed: number };

/**
 * Makes the sessions of these rules for the coming days, and has those follow the timetable that nobody has touched. To
 * be called with the timetable locked; a second time in a row does nothing.
 */
export async function syncSessions(tx: Tx, schoolId: string, ruleIds: readonly string[], now: Date): Promise<Synced> {
  const calendar = await loadCalendar(tx, schoolId);
  const rules = await loadRules(tx, schoolId, { id: { in: [...ruleIds] } });
  const followed = await followRules(tx, rules, calendar, now);
  return { ...followed, made: await makeMissing(tx, schoolId, rules, calendar, now) };
}

async function followRules(tx: Tx, rules: readonly PlannedRule[], calendar: Calendar, now: Date) {
  const sessions = await lockUntouched(tx, rules, dayAt(now, calendar.zone));
  const cancelled = new Map<string | null, string[]>();
  const removed: string[] = [];
  let changed = 0;
  for (const { id, day, rule, ...session } of sessions) {
    const change = decideSessionChange(session, rule, occurrenceOn(rule, day, calendar), now);
    if (change.kind === 'remove') removed.push(id);
    if (change.kind === 'cancel') cancelled.set(change.reason, [...(cancelled.get(change.reason) ?? []), id]);
    if (change.kind !== 'change') continue;
    await tx.classSession.update({ where: { id }, data: { ...change.plan, cancelledAt: null, cancelReason: null } });
    changed += 1;
  }
  for (const [cancelReason, ids] of cancelled) {
    await tx.classSession.updateMany({ where: { id: { in: ids } }, data: { cancelledAt: now, cancelReason } });
  }
  await tx.classSession.deleteMany({ where: { id: { in: removed } } });
  return { changed, cancelled: [...cancelled.values()].flat().length, removed: removed.length };
}

/** Sessions of these rules from a day on that were never opened and hold no mark, kept so until the transaction ends. */
async function lockUntouched(tx: Tx, rules: readonly PlannedRule[], today: CalendarDay) {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  // Locked before marks are looked for: one that is on its way holds the session until it is there.
  const locked = await tx.$queryRaw<{ id: string }[]>`
    select id from class_sessions
    where rule_id = any(${[...byId.keys()]}::uuid[]) and (occurs_on >= ${today}::date or ends_at >= ${toColumn(today)})
      and opened_at is null and closed_at is null
    order by id for update`;
  const rows = await tx.classSession.findMany({
    where: { id: { in: locked.map(({ id }) => id) }, records: { none: {} } },
    include: { challenges: { select: { id: true }, take: 1 } },
    orderBy: { id: 'asc' },
  });
  return rows.flatMap(({ ruleId, occursOn, challenges, ...session }) => {
    const rule = byId.get(ruleId ?? '');
    return rule && occursOn ? [{ ...session, rule, day: fromColumn(occursOn), isAwaited: challenges.length > 0 }] : [];
  });
}

async function makeMissing(
  tx: Tx,
  schoolId: string,
  rules: readonly PlannedRule[],
  calendar: Calendar,
  now: Date,
): Promise<number> {
  const today = dayAt(now, calendar.zone);
  const wanted = rules.flatMap((rule) =>
    daysBetween(rule, today, addDays(today, daysAhead)).flatMap((day) => {
      const occurrence = occurrenceOn(rule, day, calendar);
      // Whoever looks for a class on a holiday is told by the holiday.
      if (!occurrence || occurrence.kind === 'holiday' || occurrence.endsAt <= now) return [];
      const isCancelled = occurrence.kind === 'cancelled';
      return {
        ...planSession(rule, occurrence),
        ...{ schoolId, courseId: rule.courseId, ruleId: rule.id, occursOn: toColumn(day) },
        ...(isCancelled && { cancelledAt: now, cancelReason: occurrence.reason }),
      };
    }),
  );
  if (wanted.length === 0) return 0;
  const days = [...new Set(wanted.map(({ occursOn }) => occursOn.getTime()))].map((day) => new Date(day));
  const existing = await tx.classSession.findMany({
    where: { ruleId: { in: rules.map(({ id }) => id) }, occursOn: { in: days } },
    select: { ruleId: true, occursOn: true },
  });
  const keys = new Set(existing.map(({ ruleId, occursOn }) => `${ruleId} ${occursOn?.getTime()}`));
  const missing = wanted.filter(({ ruleId, occursOn }) => !keys.has(`${ruleId} ${occursOn.getTime()}`));
  // The unique key of rule and day decides where somebody makes them without the lock.
  let made = 0;
  for (let at = 0; at < missing.length; at += rowsAtOnce) {
    const data = missing.slice(at, at + rowsAtOnce);
    made += (await tx.classSession.createMany({ data, skipDuplicates: true })).count;
  }
  return made;
}
