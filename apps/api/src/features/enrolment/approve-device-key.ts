import type { ActingPerson } from '#features/audit/record-audit.ts';
import { getOwnStudent } from '#features/people/get-own-student.ts';
import type { DeviceKeyState } from '#generated/prisma/enums.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';
import { vouchForDeviceKey } from './vouch-for-device-key.ts';

/**
 * Staff let a waiting phone of one of their students in, or vouch for one that nobody has vouched for yet.
 * @throws AppError not_found, not_possible_now for a phone that was removed
 */
export async function approveDeviceKey(
  context: Context,
  staff: ActingPerson,
  keyId: string,
): Promise<{ id: string; state: DeviceKeyState }> {
  return context.db.$transaction(async (tx) => {
    const key = await tx.deviceKey.findFirst({
      where: { id: keyId, schoolId: staff.schoolId },
      select: { id: true, personId: true },
    });
    if (!key) throw notFound();
    await getOwnStudent(tx, staff, key.personId);
    return vouchForDeviceKey(tx, key, staff, 'staff', context.now());
  });
}
