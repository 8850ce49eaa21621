import type { Consents } from '@hadir/contract/consent.ts';
import type { ActingPerson } from '#features/audit/record-audit.ts';
import { getOwnStudent } from '#features/people/get-own-student.ts';
import type { Context } from '#http/context.ts';
import { listConsents } from './list-consents.ts';
import { withdrawFaceTemplate } from './withdraw-face-template.ts';

/**
 * Staff withdraw a student's consent on the guardian's word; the face goes with it, so with a confirmed one it is an
 * admin's.
 * @throws AppError not_found, not_possible_now
 */
export async function withdrawConsent(
  context: Context,
  staff: ActingPerson,
  studentId: string,
  word: { guardian_name: string; reason: string },
): Promise<Consents> {
  const { id } = await getOwnStudent(context.db, staff, studentId);
  await withdrawFaceTemplate(context, staff, id, { role: staff.role, ...word });
  return listConsents(context.db, { id, schoolId: staff.schoolId }, context.now());
}
