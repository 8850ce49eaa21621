import type { CalendarDay } from './calendar-day.ts';
import { decideOccurrence, type HolidayRange, type Occurrence } from './decide-occurrence.ts';
import { listRuleDays } from './list-rule-days.ts';
import type { PlannedRule } from './load-rules.ts';

export type Calendar = { zone: string; holidays: readonly HolidayRange[] };

/** What the timetable has for this day of the rule; null when nothing. */
export function occurrenceOn(rule: PlannedRule, day: CalendarDay, { zone, holidays }: Calendar): Occurrence | null {
  const exception = rule.exceptions.get(day) ?? null;
  return rule.isOver ? null : decideOccurrence(rule, day, exception, holidays, zone, rule.hasDay);
}

/** Days of the rule that fall between two days, both counted, or were moved there. */
export function daysBetween(rule: PlannedRule, first: CalendarDay, last: CalendarDay): CalendarDay[] {
  if (rule.isOver) return [];
  const days = listRuleDays(rule, first, last);
  const movedHere = [...rule.exceptions]
    .filter(([, { movedToOn }]) => movedToOn !== null && first <= movedToOn && movedToOn <= last)
    .map(([day]) => day);
  return [...new Set([...days, ...movedHere])];
}
