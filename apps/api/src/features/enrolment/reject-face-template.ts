import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { getOwnStudent } from './get-own-student.ts';
import { lockTemplate } from './lock-template.ts';
import { forgetFaces } from './roster-faces.ts';

/**
 * Staff say that an enrolled face is not the person: it is deleted.
 * @throws AppError not_found, not_possible_now as for a confirmation
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
    await tx.faceTemplate.delete({ where: { id: template.id } });
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
  return { state: 'none' };
}
