import type { Course as CourseOnWire, createCourse as endpoint } from '@hadir/contract/courses.ts';
import type { z } from 'zod';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { isTaken } from '#http/taken.ts';
import { getCourseTeacher } from './get-course-teacher.ts';
import { showCourse } from './show-course.ts';

type Given = z.output<(typeof endpoint)['body']>;

/**
 * A course with its teacher; a teacher makes courses of their own only.
 * @throws AppError not_allowed, not_found for an unknown teacher, already_exists
 */
export async function createCourse(context: Context, actor: ActingPerson, given: Given): Promise<CourseOnWire> {
  try {
    return await context.db.$transaction(async (tx) => {
      const teacher = await getCourseTeacher(tx, actor.schoolId, given.teacher_id);
      if (actor.role !== 'admin' && teacher.id !== actor.id) {
        throw new AppError('not_allowed', 'A teacher makes courses of their own only.');
      }
      const { code, title, section } = given;
      const grace = given.grace_min === undefined ? {} : { graceMin: given.grace_min };
      const { id } = await tx.course.create({
        data: { schoolId: actor.schoolId, code, title, section, teacherId: teacher.id, ...grace },
        select: { id: true },
      });
      await recordAudit(tx, {
        ...by(actor),
        action: 'course.made',
        subjectType: 'course',
        subjectId: id,
        after: { code, title, section, teacher_id: teacher.id },
      });
      return showCourse(tx, id);
    });
  } catch (error) {
    if (isTaken(error)) throw new AppError('already_exists', 'This teacher has a course with that code and section.');
    throw error;
  }
}
