import { type CalendarDay, instantAt } from './calendar-day.ts';
import { isRuleDay, type RulePattern } from './list-rule-days.ts';

/** A rule with what its classes are like. */
export type Rule = RulePattern & {
  /** `HH:MM` on the school's wall. */
  startsAtTime: string;
  durationMin: number;
  room: string;
  placeId: string | null;
};

/** One day that is not as the rule says; null keeps what it says. */
export type Exception = {
  change: 'cancelled' | 'moved';
  movedToOn: CalendarDay | null;
  startsAtTime: string | null;
  durationMin: number | null;
  room: string | null;
  placeId: string | null;
  /** Empty where nobody is to read one. */
  reason: string;
};

export type HolidayRange = { name: string; startsOn: CalendarDay; endsOn: CalendarDay };

/** What the timetable has for one day of a rule. */
export type Occurrence = {
  kind: 'held' | 'cancelled' | 'holiday';
  startsAt: Date;
  endsAt: Date;
  room: string;
  placeId: string | null;
  isMoved: boolean;
  /** Why it is cancelled or moved: of the exception, or the holiday's name. */
  reason: string | null;
};

/**
 * What a rule gives for one of its days; null when the day is none. What staff have said of the day counts before
 * holidays: a class that was moved on purpose is held. A class lasts its minutes also while clocks change.
 * @param hasDay whether the rule gives a day, where many are asked for
 */
export function decideOccurrence(
  rule: Rule,
  day: CalendarDay,
  exception: Exception | null,
  holidays: readonly HolidayRange[],
  zone: string,
  hasDay = (each: CalendarDay) => isRuleDay(rule, each),
): Occurrence | null {
  if (!hasDay(day)) return null;
  // A day that was moved and then cancelled is cancelled where it was moved to.
  const startsAt = instantAt(exception?.movedToOn ?? day, exception?.startsAtTime ?? rule.startsAtTime, zone);
  const minutes = exception?.durationMin ?? rule.durationMin;
  const holiday = exception ? undefined : holidays.find(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn);
  return {
    kind: exception?.change === 'cancelled' ? 'cancelled' : holiday ? 'holiday' : 'held',
    startsAt,
    endsAt: new Date(startsAt.getTime() + minutes * 60_000),
    room: exception?.room ?? rule.room,
    placeId: exception?.placeId ?? rule.placeId,
    isMoved: exception?.change === 'moved',
    reason: exception ? exception.reason || null : (holiday?.name ?? null),
  };
}
