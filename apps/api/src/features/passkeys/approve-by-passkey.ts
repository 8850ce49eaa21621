import type { UsedCredential } from '@hadir/contract/passkeys.ts';
import type { Actor } from '#features/audit/record-audit.ts';
import { vouchForDeviceKey } from '#features/enrolment/vouch-for-device-key.ts';
import type { DeviceKeyState } from '#generated/prisma/enums.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';
import { checkPasskey } from './check-passkey.ts';

/**
 * A person approves an own waiting phone by a passkey.
 * @throws AppError not_found, passkey_not_accepted, not_possible_now for a phone that was removed
 */
export async function approveByPasskey(
  context: Context,
  owner: Actor,
  keyId: string,
  given: UsedCredential,
): Promise<{ id: string; state: DeviceKeyState }> {
  const now = context.now();
  const key = await context.db.deviceKey.findFirst({
    where: { id: keyId, schoolId: owner.schoolId, personId: owner.id },
    select: { id: true, personId: true },
  });
  if (!key) throw notFound();
  const used = await checkPasskey(context, owner, `approve:${keyId}`, given, now);
  return context.db.$transaction(async (tx) => {
    await used.keep(tx);
    return vouchForDeviceKey(tx, key, owner, 'passkey', now);
  });
}
