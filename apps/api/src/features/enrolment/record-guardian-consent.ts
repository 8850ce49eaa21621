import type { Consents } from '@hadir/contract/consent.ts';
import type { ActingPerson } from '#features/audit/record-audit.ts';
import { getOwnStudent } from '#features/people/get-own-student.ts';
import type { Context } from '#http/context.ts';
import { giveGuardianConsent } from './give-guardian-consent.ts';
import { listConsents } from './list-consents.ts';

/**
 * Staff write down what a guardian said or signed.
 * @throws AppError not_found, not_possible_now, policy_not_published, consent_needed
 */
export async function recordGuardianConsent(
  context: Context,
  staff: ActingPerson,
  studentId: string,
  given: { guardian_name: string; version: number },
): Promise<Consents> {
  const now = context.now();
  return context.db.$transaction(async (tx) => {
    const { id } = await getOwnStudent(tx, staff, studentId);
    const student = { id, schoolId: staff.schoolId };
    const from = { kind: 'guardian_staff', staffId: staff.id, client: staff.client } as const;
    await giveGuardianConsent(tx, student, { guardianName: given.guardian_name, version: given.version, from }, now);
    return listConsents(tx, student, now);
  });
}
