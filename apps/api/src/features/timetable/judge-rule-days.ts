import { AppError } from '#http/errors.ts';
import type { CalendarDay } from './calendar-day.ts';
import { listRuleDays, type RulePattern } from './list-rule-days.ts';

/**
 * Makes sure that a rule still gives a class.
 * @throws AppError invalid_request for one whose days are over, or that never falls on its days of the week
 */
export function judgeRuleDays(rule: RulePattern, today: CalendarDay): void {
  if (rule.endsOn < rule.startsOn) throw refusal('ends_on', 'must not be before starts_on');
  if (rule.endsOn < today) throw refusal('ends_on', 'must not be over');
  if (listRuleDays(rule, rule.startsOn, rule.endsOn).length === 0) {
    throw refusal('weekdays', 'must fall between the first and the last day');
  }
}

function refusal(path: string, message: string): AppError {
  return new AppError('invalid_request', 'This class would never take place.', { fields: [{ path, message }] });
}
