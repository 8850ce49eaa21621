import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { getOwnStudent } from '#features/people/get-own-student.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';

/**
 * Staff end a phone of one of their students, from the next request on. Twice is the same.
 * @throws AppError not_found
 */
export async function revokeStudentKey(
  context: Context,
  staff: ActingPerson,
  keyId: string,
  reason: string,
): Promise<void> {
  const now = context.now();
  await context.db.$transaction(async (tx) => {
    const key = await tx.deviceKey.findFirst({
      where: { id: keyId, schoolId: staff.schoolId },
      select: { personId: true, state: true },
    });
    if (!key) throw notFound();
    await getOwnStudent(tx, staff, key.personId);
    const { count } = await tx.deviceKey.updateMany({
      where: { id: keyId, schoolId: staff.schoolId, state: { not: 'revoked' } },
      data: { state: 'revoked', revokedAt: now },
    });
    if (count === 0) return;
    await recordAudit(tx, {
      ...by(staff),
      action: 'device_key.revoked',
      subjectType: 'device_key',
      subjectId: keyId,
      before: { state: key.state },
      after: { state: 'revoked', person_id: key.personId },
      reason,
    });
  });
}
