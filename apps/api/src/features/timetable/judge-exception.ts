import type { Tx } from '#db.ts';
import { AppError } from '#http/errors.ts';
import type { CalendarDay } from './calendar-day.ts';
import { decideOccurrence, type Exception } from './decide-occurrence.ts';
import { loadCalendar, loadRules } from './load-rules.ts';

/**
 * Makes sure that the rule has this day, and that neither what it gave nor what it would give is over.
 * @throws AppError invalid_request, not_possible_now
 */
export async function judgeException(
  tx: Tx,
  schoolId: string,
  ruleId: string,
  day: CalendarDay,
  wanted: Exception | null,
  now: Date,
): Promise<void> {
  const { zone } = await loadCalendar(tx, schoolId);
  const [rule] = await loadRules(tx, schoolId, { id: ruleId });
  const before = rule ? decideOccurrence(rule, day, rule.exceptions.get(day) ?? null, [], zone) : null;
  const after = rule ? decideOccurrence(rule, day, wanted, [], zone) : null;
  if (!before || !after) {
    throw new AppError('invalid_request', 'The class does not take place on that day.', {
      fields: [{ path: 'occurs_on', message: 'must be a day of the class' }],
    });
  }
  // A class of this morning that nobody opened may still be moved to the afternoon.
  const isOver = after.kind === 'held' ? after.endsAt <= now : before.endsAt <= now;
  if (isOver) throw new AppError('not_possible_now', 'That time is over.');
}
