import { revokeDeviceKey } from '@hadir/contract/device-keys.ts';
import { callOrThrow } from '#lib/api.ts';
import { deletePhoneKey, findPhoneKey } from './phone-keys.ts';
import { noteForgotten } from './registered-here.ts';

/** Ends a key at the server, and on this phone where it is this phone's. Throws `CallFailed`: then both keep it. */
export async function forgetPhone(personId: string, keyId: string): Promise<void> {
  await callOrThrow(revokeDeviceKey, { params: { id: keyId } });
  const own = await findPhoneKey(personId).catch(() => null);
  if (own?.id !== keyId) return;
  await deletePhoneKey(personId);
  noteForgotten(personId);
}
