import type { Course as CourseOnWire, updateCourse as endpoint } from '@hadir/contract/courses.ts';
import type { z } from 'zod';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { closeCourseSessions } from './close-course-sessions.ts';
import { getCourse } from './get-course.ts';
import { showCourse } from './show-course.ts';

type Change = z.output<(typeof endpoint)['body']>;

/**
 * Changes the title, archives (which closes what is open) or brings back.
 * @throws AppError not_found
 */
export async function updateCourse(
  context: Context,
  actor: ActingPerson,
  id: string,
  change: Change,
): Promise<CourseOnWire> {
  return context.db.$transaction(async (tx) => {
    const course = await getCourse(tx, actor, id);
    const { is_archived: isArchived, title } = change;
    await tx.course.update({
      where: { id },
      data: {
        ...(title !== undefined && { title }),
        ...(isArchived !== undefined && { archivedAt: isArchived ? (course.archivedAt ?? context.now()) : null }),
      },
    });
    if (isArchived) await closeCourseSessions(tx, actor, id, context.now());
    const after = await showCourse(tx, id);
    const before = { title: course.title, is_archived: course.archivedAt !== null };
    if (after.title === before.title && after.is_archived === before.is_archived) return after;
    await recordAudit(tx, {
      ...by(actor),
      action: 'course.changed',
      subjectType: 'course',
      subjectId: id,
      before,
      after: { title: after.title, is_archived: after.is_archived },
    });
    return after;
  });
}
