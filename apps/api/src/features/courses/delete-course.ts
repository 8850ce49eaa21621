import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { confirmPassword } from '#features/sign-in/confirm-password.ts';
import type { Context } from '#http/context.ts';
import { forgetCourse } from './course-memory.ts';
import { getCourse } from './get-course.ts';

/**
 * Deletes a course with its enrollments, sessions and records. Attempts stay, and the audit keeps a tombstone.
 * @throws AppError not_found, password_wrong
 */
export async function deleteCourse(
  context: Context,
  actor: ActingPerson,
  id: string,
  given: { password: string; reason: string },
): Promise<void> {
  await getCourse(context.db, actor, id);
  await confirmPassword(context, actor, given.password);
  await context.db.$transaction(async (tx) => {
    const course = await getCourse(tx, actor, id);
    const enrollments = await tx.enrollment.count({ where: { courseId: id } });
    const sessions = await tx.classSession.count({ where: { courseId: id } });
    const records = await tx.attendanceRecord.count({ where: { session: { courseId: id } } });
    const attempts = await tx.attendanceAttempt.count({ where: { session: { courseId: id } } });
    await tx.course.delete({ where: { id } });
    await recordAudit(tx, {
      ...by(actor),
      action: 'course.deleted',
      subjectType: 'course',
      subjectId: id,
      before: {
        code: course.code,
        title: course.title,
        section: course.section,
        teacher_id: course.teacherId,
        enrollments,
        sessions,
        records,
        attempts_kept: attempts,
      },
      reason: given.reason,
    });
  });
  forgetCourse(context.db, id);
}
