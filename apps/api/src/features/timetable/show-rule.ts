import type { TimetableRule } from '@hadir/contract/timetable.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { fromColumn } from './calendar-day.ts';

export const courseOfTimetable = {
  select: { id: true, code: true, title: true, section: true, teacher: { select: { id: true, name: true } } },
} as const satisfies { select: Prisma.CourseSelect };

export const ruleFacts = {
  id: true,
  title: true,
  room: true,
  placeId: true,
  weekdays: true,
  everyWeeks: true,
  startsAtTime: true,
  durationMin: true,
  startsOn: true,
  endsOn: true,
  opensItself: true,
  course: courseOfTimetable,
  place: { select: { id: true, name: true } },
} as const satisfies Prisma.TimetableRuleSelect;

export type RuleFacts = Prisma.TimetableRuleGetPayload<{ select: typeof ruleFacts }>;

export function ruleOnWire(rule: RuleFacts): TimetableRule {
  const { id, title, room, course, place, weekdays } = rule;
  return {
    ...{ id, title, room, course, place, weekdays },
    every_weeks: rule.everyWeeks,
    starts_at_time: rule.startsAtTime,
    duration_min: rule.durationMin,
    starts_on: fromColumn(rule.startsOn),
    ends_on: fromColumn(rule.endsOn),
    opens_itself: rule.opensItself,
  };
}
