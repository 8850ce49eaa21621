import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { getOwnStudent } from './get-own-student.ts';
import { forgetFaces } from './roster-faces.ts';

/**
 * Staff say that an enrolled face is not the person: it is deleted.
 * @throws AppError not_found as above
 */
export async function rejectFaceTemplate(
  context: Context,
  staff: SignedIn & Actor,
  studentId: string,
  reason: string,
): Promise<{ state: 'none' }> {
  await context.db.$transaction(async (tx) => {
    await getOwnStudent(tx, staff, studentId);
    const { count } = await tx.faceTemplate.deleteMany({ where: { personId: studentId } });
    if (count === 0) throw notFound();
    await recordAudit(tx, {
      ...by(staff),
      action: 'face_template.rejected',
      subjectType: 'person',
      subjectId: studentId,
      reason,
    });
  });
  forgetFaces(context.db, studentId);
  return { state: 'none' };
}
