import type { Course as CourseOnWire, updateCourse as endpoint } from '@hadir/contract/courses.ts';
import type { z } from 'zod';
import type { Tx } from '#db.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { isTaken } from '#http/taken.ts';
import { closeCourseSessions } from './close-course-sessions.ts';
import { getCourse } from './get-course.ts';
import { getCourseTeacher } from './get-course-teacher.ts';
import { showCourse } from './show-course.ts';

type Change = z.output<(typeof endpoint)['body']>;

/**
 * Changes title, section or grace, archives (which closes what is open) or brings back. An admin gives the course to
 * another teacher, yet not while a class of it is open.
 * @throws AppError not_found, not_allowed, not_possible_now, already_exists
 */
export async function updateCourse(
  context: Context,
  actor: ActingPerson,
  id: string,
  change: Change,
): Promise<CourseOnWire> {
  try {
    return await context.db.$transaction((tx) => update(tx, context, actor, id, change));
  } catch (error) {
    if (isTaken(error)) throw new AppError('already_exists', 'This teacher has a course with that code and section.');
    throw error;
  }
}

async function update(tx: Tx, context: Context, actor: ActingPerson, id: string, change: Change) {
  const course = await getCourse(tx, actor, id);
  const now = context.now();
  const { is_archived: isArchived, title, section, teacher_id, grace_min: graceMin } = change;
  const teacherId = await nextTeacher(tx, actor, course, teacher_id, now);
  const before = await showCourse(tx, id);
  await tx.course.update({
    where: { id },
    data: {
      ...(title !== undefined && { title }),
      ...(section !== undefined && { section }),
      ...(graceMin !== undefined && { graceMin }),
      ...(isArchived !== undefined && { archivedAt: isArchived ? (course.archivedAt ?? now) : null }),
      teacherId,
    },
  });
  if (isArchived) await closeCourseSessions(tx, actor, id, now);
  const after = await showCourse(tx, id);
  const [was, is] = [telling(before), telling(after)];
  if (JSON.stringify(was) !== JSON.stringify(is)) {
    await recordAudit(tx, {
      ...by(actor),
      action: 'course.changed',
      subjectType: 'course',
      subjectId: id,
      before: was,
      after: is,
    });
  }
  return after;
}

/** Who gives the course from now on. */
async function nextTeacher(
  tx: Tx,
  actor: ActingPerson,
  course: { id: string; teacherId: string },
  wanted: string | undefined,
  now: Date,
): Promise<string> {
  if (wanted === undefined || wanted === course.teacherId) return course.teacherId;
  const { id } = await getCourseTeacher(tx, actor.schoolId, wanted);
  if (actor.role !== 'admin') throw new AppError('not_allowed', 'Only an admin gives a course to another teacher.');
  const open = { courseId: course.id, isActive: true, endsAt: { gte: now } };
  if (await tx.classSession.findFirst({ where: open, select: { id: true } })) {
    throw new AppError('not_possible_now', 'A class of this course is open. Close it first.');
  }
  return id;
}

function telling({ title, section, teacher, is_archived, grace_min }: CourseOnWire) {
  return { title, section, teacher_id: teacher.id, is_archived, grace_min };
}
