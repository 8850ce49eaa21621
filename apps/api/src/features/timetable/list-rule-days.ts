import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { addDays, type CalendarDay } from './calendar-day.ts';

/** When a class comes again. Both days are counted; weeks begin on Monday and are counted from that of `startsOn`. */
export type RulePattern = {
  /** ISO: 1 is Monday. */
  weekdays: readonly number[];
  everyWeeks: number;
  startsOn: CalendarDay;
  endsOn: CalendarDay;
};

const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/**
 * The days from `first` to `last` on which the rule gives a class, in order. Days of a calendar have no zone: they are
 * counted in UTC, because a recurrence of wall-clock times would leave out a day whose time the clock jumps over.
 */
export function listRuleDays(rule: RulePattern, first: CalendarDay, last: CalendarDay): CalendarDay[] {
  const from = first > rule.startsOn ? first : rule.startsOn;
  const to = last < rule.endsOn ? last : rule.endsOn;
  if (from > to) return [];
  const days = new RRuleTemporal({
    freq: 'WEEKLY',
    interval: rule.everyWeeks,
    byDay: rule.weekdays.flatMap((weekday) => names[weekday - 1] ?? []),
    wkst: 'MO',
    dtstart: noon(rule.startsOn),
    until: noon(rule.endsOn),
  });
  return days
    .between(noon(from), noon(to), true)
    .map((day) => day.toPlainDate().toString())
    .filter((day) => day >= from && day <= to);
}

/** Is this day one of the rule's? */
export function isRuleDay(rule: RulePattern, day: CalendarDay): boolean {
  return listRuleDays(rule, day, day).length === 1;
}

/** The same for many days of one rule: each month is worked out once. */
export function rememberRuleDays(rule: RulePattern): (day: CalendarDay) => boolean {
  const months = new Map<string, ReadonlySet<CalendarDay>>();
  return (day) => {
    const month = day.slice(0, 7);
    const first = `${month}-01`;
    const known = months.get(month) ?? new Set(listRuleDays(rule, first, addDays(first, 30)));
    months.set(month, known);
    return known.has(day);
  };
}

function noon(day: CalendarDay): Temporal.ZonedDateTime {
  return Temporal.ZonedDateTime.from(`${day}T12:00[UTC]`);
}
