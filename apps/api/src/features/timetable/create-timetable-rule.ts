import type { createTimetableRule as endpoint } from '@hadir/contract/timetable.ts';
import type { z } from 'zod';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { ownCourses } from '#features/courses/get-course.ts';
import { knowPlace } from '#features/places/know-place.ts';
import type { Context } from '#http/context.ts';
import { AppError, unknownReference } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import { dayAt, toColumn } from './calendar-day.ts';
import { findCollisions } from './find-collisions.ts';
import { judgeRuleDays } from './judge-rule-days.ts';
import { lockTimetable } from './lock-timetable.ts';
import { ruleFacts, ruleOnWire } from './show-rule.ts';
import { syncSessions } from './sync-sessions.ts';

type Given = z.output<(typeof endpoint)['body']>;
type Reply = z.input<(typeof endpoint)['reply']>;

/**
 * A class that comes again, with its sessions of the coming days.
 * @throws AppError not_found for an unknown course or place, invalid_request for days that give no class,
 * not_possible_now for an archived course
 */
export async function createTimetableRule(context: Context, actor: ActingPerson, given: Given): Promise<Reply> {
  const { schoolId } = actor;
  const now = context.now();
  return context.db.$transaction(async (tx) => {
    await lockTimetable(tx, schoolId);
    const course = isId(given.course_id)
      ? await tx.course.findFirst({ where: { ...ownCourses(actor), id: given.course_id } })
      : null;
    if (!course) throw unknownReference('course_id');
    if (course.archivedAt) throw new AppError('not_possible_now', 'This course is archived. Bring it back first.');
    await knowPlace(tx, schoolId, given.place_id);
    const { timeZone } = await tx.school.findUniqueOrThrow({ where: { id: schoolId }, select: { timeZone: true } });
    const { title, room, weekdays } = given;
    const pattern = { weekdays, everyWeeks: given.every_weeks, startsOn: given.starts_on, endsOn: given.ends_on };
    judgeRuleDays(pattern, dayAt(now, timeZone));
    const row = await tx.timetableRule.create({
      data: {
        ...{ schoolId, courseId: course.id, placeId: given.place_id, createdById: actor.id },
        ...{ title, room, weekdays: weekdays.toSorted(), everyWeeks: given.every_weeks },
        ...{ startsAtTime: given.starts_at_time, durationMin: given.duration_min, opensItself: given.opens_itself },
        ...{ startsOn: toColumn(given.starts_on), endsOn: toColumn(given.ends_on) },
      },
      select: ruleFacts,
    });
    const sessions = await syncSessions(tx, schoolId, [row.id], now);
    const rule = ruleOnWire(row);
    await recordAudit(tx, {
      ...by(actor),
      action: 'timetable_rule.made',
      subjectType: 'timetable_rule',
      subjectId: row.id,
      after: { ...rule, sessions },
    });
    return { rule, collisions: await findCollisions(tx, schoolId, row.id, now) };
  });
}
