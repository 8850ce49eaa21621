import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { getOwnStudent } from './get-own-student.ts';

/**
 * Staff say, once, that an enrolled face is the person. Twice is the same.
 * @throws AppError not_found for other people's students and for a student without a face
 */
export async function confirmFaceTemplate(
  context: Context,
  staff: SignedIn & Actor,
  studentId: string,
): Promise<{ state: 'confirmed' }> {
  const now = context.now();
  await context.db.$transaction(async (tx) => {
    await getOwnStudent(tx, staff, studentId);
    const template = await tx.faceTemplate.findUnique({ where: { personId: studentId }, select: { id: true } });
    if (!template) throw notFound();
    // By its id: a face that was enrolled anew in the meantime has not been looked at.
    const { count } = await tx.faceTemplate.updateMany({
      where: { id: template.id, state: 'provisional' },
      data: { state: 'confirmed', confirmedAt: now, confirmedById: staff.id },
    });
    if (count === 0) return;
    await recordAudit(tx, {
      ...by(staff),
      action: 'face_template.confirmed',
      subjectType: 'person',
      subjectId: studentId,
    });
  });
  return { state: 'confirmed' };
}
