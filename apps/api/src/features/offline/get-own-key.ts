import type { Tx } from '#db.ts';
import { decideDeviceKey } from '#features/enrolment/decide-device-key.ts';
import type { DeviceKey } from '#generated/prisma/client.ts';
import { AppError } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import type { SignedIn } from '#http/sign-in.ts';

/**
 * The active key of this person that the phone names.
 * @throws AppError device_not_recognised
 */
export async function getOwnKey(tx: Tx, student: SignedIn, claimed: string | null, now: Date): Promise<DeviceKey> {
  const where = { id: claimed ?? '', personId: student.id, schoolId: student.schoolId };
  const key = isId(claimed) ? await tx.deviceKey.findFirst({ where }) : null;
  if (key !== null && decideDeviceKey(key, now) === 'active') return key;
  throw new AppError('device_not_recognised', 'This phone is not approved for you.');
}
