import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { getOwnStudent } from '#features/people/get-own-student.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { eraseDeletedTemplates } from './erase-deleted-templates.ts';
import { lockTemplate } from './lock-template.ts';
import { forgetFaces } from './roster-faces.ts';

/**
 * Staff say that an enrolled face is not the person: it is deleted. Any teacher may enrol any student in a course of
 * their own, so a face that was confirmed is an admin's to reject.
 * @throws AppError not_found, not_possible_now as for a confirmation, and to a teacher for a confirmed face
 */
export async function rejectFaceTemplate(
  context: Context,
  staff: SignedIn & Actor,
  studentId: string,
  given: { reason: string; template_id?: string | undefined },
): Promise<{ state: 'none' }> {
  await context.db.$transaction(async (tx) => {
    await getOwnStudent(tx, staff, studentId);
    const template = await lockTemplate(tx, studentId, given.template_id);
    if (template.state === 'confirmed' && staff.role !== 'admin') {
      throw new AppError('not_possible_now', 'This face has been confirmed. Only an admin can reject it now.');
    }
    await tx.faceTemplate.delete({ where: { id: template.id } });
    await tx.person.update({ where: { id: studentId }, data: { faceRejectedAt: context.now() } });
    await recordAudit(tx, {
      ...by(staff),
      action: 'face_template.rejected',
      subjectType: 'person',
      subjectId: studentId,
      before: { template_id: template.id, state: template.state },
      reason: given.reason,
    });
  });
  forgetFaces(context.db, studentId);
  await eraseDeletedTemplates(context);
  return { state: 'none' };
}
