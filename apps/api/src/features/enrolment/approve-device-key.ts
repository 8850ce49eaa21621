import type { Actor } from '#features/audit/record-audit.ts';
import type { DeviceKeyState } from '#generated/prisma/enums.ts';
import type { Context } from '#http/context.ts';
import { AppError, notFound } from '#http/errors.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { activateDeviceKey } from './activate-device-key.ts';
import { getOwnStudent } from './get-own-student.ts';

/**
 * Staff let a waiting phone of one of their students in.
 * @throws AppError not_found, not_possible_now for a revoked one
 */
export async function approveDeviceKey(
  context: Context,
  staff: SignedIn & Actor,
  keyId: string,
): Promise<{ id: string; state: DeviceKeyState }> {
  return context.db.$transaction(async (tx) => {
    const key = await tx.deviceKey.findFirst({
      where: { id: keyId, schoolId: staff.schoolId },
      select: { id: true, personId: true, state: true },
    });
    if (!key) throw notFound();
    await getOwnStudent(tx, staff, key.personId);
    await activateDeviceKey(tx, key, staff, context.now());
    const { state } = await tx.deviceKey.findUniqueOrThrow({ where: { id: key.id }, select: { state: true } });
    if (state !== 'active') throw new AppError('not_possible_now', 'This phone was removed by its owner.');
    return { id: key.id, state };
  });
}
