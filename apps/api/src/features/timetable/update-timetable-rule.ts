import { isDeepStrictEqual } from 'node:util';
import type { updateTimetableRule as endpoint } from '@hadir/contract/timetable.ts';
import type { z } from 'zod';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { knowPlace } from '#features/places/know-place.ts';
import type { Context } from '#http/context.ts';
import { dayAt, toColumn } from './calendar-day.ts';
import { findCollisions } from './find-collisions.ts';
import { getRule } from './get-rule.ts';
import { judgeRuleDays } from './judge-rule-days.ts';
import { lockTimetable } from './lock-timetable.ts';
import { ruleFacts, ruleOnWire } from './show-rule.ts';
import { syncSessions } from './sync-sessions.ts';

type Change = z.output<(typeof endpoint)['body']>;
type Reply = z.input<(typeof endpoint)['reply']>;

/**
 * Changes what is given and leaves the rest; sessions to come follow.
 * @throws AppError not_found, also for an unknown place, invalid_request for days that give no class
 */
export async function updateTimetableRule(
  context: Context,
  actor: ActingPerson,
  id: string,
  change: Change,
): Promise<Reply> {
  const { schoolId } = actor;
  const now = context.now();
  return context.db.$transaction(async (tx) => {
    await lockTimetable(tx, schoolId);
    const before = ruleOnWire(await getRule(tx, actor, id));
    if (change.place_id !== undefined) await knowPlace(tx, schoolId, change.place_id);
    const { timeZone } = await tx.school.findUniqueOrThrow({ where: { id: schoolId }, select: { timeZone: true } });
    const row = await tx.timetableRule.update({
      where: { id },
      data: {
        ...(change.place_id !== undefined && { placeId: change.place_id }),
        ...(change.title !== undefined && { title: change.title }),
        ...(change.room !== undefined && { room: change.room }),
        ...(change.weekdays !== undefined && { weekdays: change.weekdays.toSorted() }),
        ...(change.every_weeks !== undefined && { everyWeeks: change.every_weeks }),
        ...(change.starts_at_time !== undefined && { startsAtTime: change.starts_at_time }),
        ...(change.duration_min !== undefined && { durationMin: change.duration_min }),
        ...(change.starts_on !== undefined && { startsOn: toColumn(change.starts_on) }),
        ...(change.ends_on !== undefined && { endsOn: toColumn(change.ends_on) }),
        ...(change.opens_itself !== undefined && { opensItself: change.opens_itself }),
      },
      select: ruleFacts,
    });
    const rule = ruleOnWire(row);
    const { weekdays, every_weeks: everyWeeks, starts_on: startsOn, ends_on: endsOn } = rule;
    judgeRuleDays({ weekdays, everyWeeks, startsOn, endsOn }, dayAt(now, timeZone));
    const sessions = await syncSessions(tx, schoolId, [id], now);
    if (!isDeepStrictEqual(before, rule)) {
      await recordAudit(tx, {
        ...by(actor),
        action: 'timetable_rule.changed',
        subjectType: 'timetable_rule',
        subjectId: id,
        before,
        after: { ...rule, sessions },
      });
    }
    return { rule, collisions: await findCollisions(tx, schoolId, id, now) };
  });
}
