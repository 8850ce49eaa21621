import type { ClassSession as ClassSessionOnWire, startClassSession as endpoint } from '@hadir/contract/sessions.ts';
import type { z } from 'zod';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { knowPlace } from '#features/places/know-place.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { lockOwnCourse } from './lock-own-course.ts';
import { sessionFacts, sessionOnWire } from './show-session.ts';

type Given = z.output<(typeof endpoint)['body']>;

/**
 * A class session of the moment: made and open, or neither.
 * @throws AppError not_found for an unknown course or place, not_possible_now for an archived course
 */
export async function startClassSession(
  context: Context,
  actor: ActingPerson,
  given: Given,
): Promise<ClassSessionOnWire> {
  const { schoolId } = actor;
  const placeId = given.place_id ?? null;
  return context.db.$transaction(async (tx) => {
    const course = await lockOwnCourse(tx, actor, given.course_id);
    if (course.archivedAt) throw new AppError('not_possible_now', 'This course is archived. Bring it back first.');
    await knowPlace(tx, schoolId, placeId);
    const now = context.now();
    const session = await tx.classSession.create({
      data: {
        ...{ schoolId, courseId: course.id, placeId, radiusM: given.radius_m ?? null },
        ...{ title: given.title ?? course.title, room: given.room },
        ...{ startsAt: now, endsAt: new Date(now.getTime() + given.minutes * 60_000) },
        ...{ isActive: true, openedAt: now, openedById: actor.id },
      },
      select: sessionFacts,
    });
    const opened = sessionOnWire(session, now);
    await recordAudit(tx, {
      ...by(actor),
      action: 'class_session.opened',
      subjectType: 'class_session',
      subjectId: session.id,
      after: opened,
    });
    return opened;
  });
}
