import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';
import { getCourse } from './get-course.ts';

/**
 * Takes a student out of a course; records of earlier sessions stay.
 * @throws AppError not_found
 */
export async function withdrawStudent(
  context: Context,
  actor: ActingPerson,
  courseId: string,
  studentId: string,
): Promise<void> {
  await context.db.$transaction(async (tx) => {
    await getCourse(tx, actor, courseId);
    const { count } = await tx.enrollment.deleteMany({ where: { courseId, studentId } });
    if (count === 0) throw notFound();
    await recordAudit(tx, {
      ...by(actor),
      action: 'enrollment.ended',
      subjectType: 'course',
      subjectId: courseId,
      before: { student_id: studentId },
    });
  });
}
