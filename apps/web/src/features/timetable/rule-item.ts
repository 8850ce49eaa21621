import type { CalendarItem } from '@hadir/contract/timetable.ts';

/** A class of the calendar that a rule gives. */
export type RuleItem = CalendarItem & { rule_id: string; occurs_on: string };

/** The same, known to come from a rule; null for one that was planned by hand. */
export function ruleItem(item: CalendarItem): RuleItem | null {
  const { rule_id, occurs_on } = item;
  return rule_id === null || occurs_on === null ? null : { ...item, rule_id, occurs_on };
}
