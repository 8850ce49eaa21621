import type { ClassSession as ClassSessionOnWire, createClassSession as endpoint } from '@hadir/contract/sessions.ts';
import type { z } from 'zod';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { ownCourses } from '#features/courses/get-course.ts';
import { knowPlace } from '#features/places/know-place.ts';
import type { Context } from '#http/context.ts';
import { AppError, unknownReference } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import { toInstant } from '#http/instant.ts';
import { sessionFacts, sessionOnWire } from './show-session.ts';

type Given = z.output<(typeof endpoint)['body']>;

/**
 * Plans a class session; it opens when staff open it.
 * @throws AppError not_found for an unknown course or place, not_possible_now for an archived course
 */
export async function createClassSession(
  context: Context,
  actor: ActingPerson,
  given: Given,
): Promise<ClassSessionOnWire> {
  const startsAt = toInstant(given.starts_at, 'starts_at');
  const endsAt = toInstant(given.ends_at, 'ends_at');
  const placeId = given.place_id ?? null;
  return context.db.$transaction(async (tx) => {
    const course = isId(given.course_id)
      ? await tx.course.findFirst({ where: { ...ownCourses(actor), id: given.course_id } })
      : null;
    if (!course) throw unknownReference('course_id');
    if (course.archivedAt) throw new AppError('not_possible_now', 'This course is archived. Bring it back first.');
    await knowPlace(tx, actor.schoolId, placeId);
    const radiusM = given.radius_m ?? null;
    const { title, room } = given;
    const session = await tx.classSession.create({
      data: { schoolId: actor.schoolId, courseId: course.id, placeId, radiusM, title, room, startsAt, endsAt },
      select: sessionFacts,
    });
    const planned = sessionOnWire(session, context.now());
    await recordAudit(tx, {
      ...by(actor),
      action: 'class_session.planned',
      subjectType: 'class_session',
      subjectId: session.id,
      after: planned,
    });
    return planned;
  });
}
