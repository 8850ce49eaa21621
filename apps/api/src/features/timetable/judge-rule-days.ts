import { longestTermDays } from '@hadir/contract/timetable.ts';
import { AppError } from '#http/errors.ts';
import { addDays, type CalendarDay } from './calendar-day.ts';
import { listRuleDays, type RulePattern } from './list-rule-days.ts';

const never = 'This class would never take place.';

/**
 * Makes sure that a rule still gives a class, and that its days can be worked out in no time: a change may give one of
 * the two days alone, which the contract cannot judge.
 * @throws AppError invalid_request for one whose days are over or too many, or that never falls on its days of the week
 */
export function judgeRuleDays(rule: RulePattern, today: CalendarDay): void {
  if (rule.endsOn < rule.startsOn) throw refusal(never, 'ends_on', 'must not be before starts_on');
  if (rule.endsOn > addDays(rule.startsOn, longestTermDays)) {
    const message = `must be on or within ${longestTermDays} days after starts_on`;
    throw refusal('These are too many days for one class.', 'ends_on', message);
  }
  if (rule.endsOn < today) throw refusal(never, 'ends_on', 'must not be over');
  if (listRuleDays(rule, rule.startsOn, rule.endsOn).length === 0) {
    throw refusal(never, 'weekdays', 'must fall between the first and the last day');
  }
}

function refusal(sentence: string, path: string, message: string): AppError {
  return new AppError('invalid_request', sentence, { fields: [{ path, message }] });
}
