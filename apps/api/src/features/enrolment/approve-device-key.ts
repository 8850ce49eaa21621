import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import type { DeviceKeyState } from '#generated/prisma/enums.ts';
import type { Context } from '#http/context.ts';
import { AppError, notFound } from '#http/errors.ts';
import { activateDeviceKey } from './activate-device-key.ts';
import { getOwnStudent } from './get-own-student.ts';

/**
 * Staff let a waiting phone of one of their students in, or vouch for one that nobody has vouched for yet.
 * @throws AppError not_found, not_possible_now for a revoked one
 */
export async function approveDeviceKey(
  context: Context,
  staff: ActingPerson,
  keyId: string,
): Promise<{ id: string; state: DeviceKeyState }> {
  const now = context.now();
  return context.db.$transaction(async (tx) => {
    const key = await tx.deviceKey.findFirst({
      where: { id: keyId, schoolId: staff.schoolId },
      select: { id: true, personId: true, state: true },
    });
    if (!key) throw notFound();
    await getOwnStudent(tx, staff, key.personId);
    await activateDeviceKey(tx, key, staff, 'staff', now);
    const { state, confirmedAt } = await tx.deviceKey.findUniqueOrThrow({
      where: { id: key.id },
      select: { state: true, confirmedAt: true },
    });
    if (state !== 'active') throw new AppError('not_possible_now', 'This phone was removed.');
    if (confirmedAt === null) {
      const vouched = { approvedBy: 'staff', approvedById: staff.id, confirmedAt: now } as const;
      await tx.deviceKey.update({ where: { id: key.id }, data: vouched });
      await recordAudit(tx, {
        ...by(staff),
        action: 'device_key.confirmed',
        subjectType: 'device_key',
        subjectId: key.id,
        after: { approved_by: 'staff' },
      });
    }
    return { id: key.id, state };
  });
}
