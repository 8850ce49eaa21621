import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { getOwnStudent } from '#features/people/get-own-student.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { confirmBoundKey } from './confirm-bound-key.ts';
import { lockTemplate } from './lock-template.ts';

/**
 * Staff say, once, that an enrolled face is the person. Twice is the same.
 * @param templateId the face that was looked at; undefined is the one that is there now
 * @throws AppError not_found for other people's students and for a student without a face, not_possible_now for
 *   a face that is no longer the student's, and for one that is held for an admin
 */
export async function confirmFaceTemplate(
  context: Context,
  staff: SignedIn & Actor,
  studentId: string,
  templateId: string | undefined,
): Promise<{ state: 'confirmed' }> {
  const now = context.now();
  await context.db.$transaction(async (tx) => {
    await getOwnStudent(tx, staff, studentId);
    const template = await lockTemplate(tx, studentId, templateId);
    if (template.state === 'confirmed') return;
    if (template.hold !== null) {
      throw new AppError('not_possible_now', 'An admin has to decide about this face first.');
    }
    await tx.faceTemplate.update({
      where: { id: template.id },
      data: { state: 'confirmed', confirmedAt: now, confirmedById: staff.id },
    });
    await confirmBoundKey(tx, template.id, now);
    await recordAudit(tx, {
      ...by(staff),
      action: 'face_template.confirmed',
      subjectType: 'person',
      subjectId: studentId,
      before: { template_id: template.id, state: template.state },
      after: { template_id: template.id, state: 'confirmed' },
    });
  });
  return { state: 'confirmed' };
}
