import type { Collision, putTimetableException as endpoint } from '@hadir/contract/timetable.ts';
import type { z } from 'zod';
import type { Tx } from '#db.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { knowPlace } from '#features/places/know-place.ts';
import { AppError } from '#http/errors.ts';
import { type CalendarDay, toColumn } from './calendar-day.ts';
import { findCollisions } from './find-collisions.ts';
import { getRule } from './get-rule.ts';
import { judgeException } from './judge-exception.ts';
import { lockTimetable } from './lock-timetable.ts';
import { syncSessions } from './sync-sessions.ts';

type Given = z.output<(typeof endpoint)['body']>;
type Moves = Partial<Omit<Extract<Given, { change: 'moved' }>, 'change' | 'reason'>>;

/**
 * Cancels or moves one day of a class; its session follows.
 * @returns what it collides with then
 * @throws AppError not_found, also for an unknown place, invalid_request for a day that is none of the rule's,
 * not_possible_now once it was opened, holds marks or is over
 */
export async function writeException(
  tx: Tx,
  actor: ActingPerson,
  ruleId: string,
  given: Given,
  now: Date,
): Promise<Collision[]> {
  const { schoolId } = actor;
  await lockTimetable(tx, schoolId);
  await getRule(tx, actor, ruleId);
  const { occurs_on, change, reason } = given;
  const moves: Moves = given.change === 'moved' ? given : {};
  if (moves.place_id !== undefined) await knowPlace(tx, schoolId, moves.place_id);
  await refuseTouched(tx, ruleId, occurs_on);
  const exception = {
    ...{ change, reason, movedToOn: moves.moved_to_on ?? null, startsAtTime: moves.starts_at_time ?? null },
    ...{ durationMin: moves.duration_min ?? null, room: moves.room ?? null, placeId: moves.place_id ?? null },
  };
  await judgeException(tx, schoolId, ruleId, occurs_on, exception, now);
  if (given.change === 'cancelled') {
    await writeDayOff(tx, actor, { ruleId, occursOn: occurs_on, reason }, now);
  } else {
    const key = { ruleId, occursOn: toColumn(occurs_on) };
    const movedToOn = exception.movedToOn === null ? null : toColumn(exception.movedToOn);
    const row = { ...exception, movedToOn, movedReason: null, createdById: actor.id, createdAt: now };
    await tx.timetableException.upsert({
      where: { ruleId_occursOn: key },
      create: { ...key, ...row, schoolId },
      update: row,
    });
  }
  await syncSessions(tx, schoolId, [ruleId], now);
  await recordAudit(tx, {
    ...by(actor),
    action: 'timetable_exception.made',
    subjectType: 'timetable_rule',
    subjectId: ruleId,
    after: { ...moves, occurs_on, change },
    reason,
  });
  return change === 'moved' ? findCollisions(tx, schoolId, ruleId, now, occurs_on) : [];
}

/** What has taken place is no plan any more. */
export async function refuseTouched(tx: Tx, ruleId: string, occursOn: string): Promise<void> {
  const touched = await tx.classSession.count({
    where: {
      ...{ ruleId, occursOn: toColumn(occursOn) },
      OR: [{ openedAt: { not: null } }, { records: { some: {} } }],
    },
  });
  if (touched > 0) throw new AppError('not_possible_now', 'This class was opened already, or holds marks.');
}

/**
 * Notes that a day of a rule is off, for whoever has cancelled its session: audited there, and allowed there. Where it
 * was moved is kept, as it may be restored.
 */
export async function writeDayOff(
  tx: Tx,
  actor: { id: string; schoolId: string },
  { ruleId, occursOn, reason }: { ruleId: string; occursOn: CalendarDay; reason: string },
  now: Date,
): Promise<void> {
  const key = { ruleId, occursOn: toColumn(occursOn) };
  const before = await tx.timetableException.findUnique({ where: { ruleId_occursOn: key } });
  const movedReason = before?.change === 'moved' ? before.reason : (before?.movedReason ?? null);
  const row = { change: 'cancelled', reason, movedReason, createdById: actor.id, createdAt: now } as const;
  await tx.timetableException.upsert({
    where: { ruleId_occursOn: key },
    create: { ...key, ...row, schoolId: actor.schoolId },
    update: row,
  });
}
