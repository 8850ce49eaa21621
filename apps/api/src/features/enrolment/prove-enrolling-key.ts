import { enrolText } from '@hadir/contract/device-keys.ts';
import type { Actor } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import type { Client } from '#http/input.ts';
import { activateDeviceKey } from './activate-device-key.ts';
import { decideDeviceKey } from './decide-device-key.ts';
import { listOpenNonces, spendNonce } from './device-nonce.ts';
import { hashOf, isSignedBy } from './device-signature.ts';

/**
 * The body must be signed by an active key of the person over one of the open nonces, which is used up; a key that has
 * waited long enough becomes active with it.
 * @returns the key's id
 * @throws AppError nonce_invalid, device_not_recognised
 */
export async function proveEnrollingKey(
  context: Context,
  person: Actor & { client: Client },
  rawBody: Buffer,
  now: Date,
): Promise<string> {
  const open = await listOpenNonces(context.db, person.id, now);
  if (open.length === 0) throw staleNonce();
  const keyId = person.client.deviceKey;
  const key = isId(keyId) ? await context.db.deviceKey.findFirst({ where: { id: keyId, personId: person.id } }) : null;
  const isActive = key !== null && decideDeviceKey(key, now) === 'active';
  const bodyHash = hashOf(rawBody);
  const nonce = isActive
    ? open.find((one) => isSignedBy(key.publicKey, enrolText(one, bodyHash), person.client.signature))
    : undefined;
  if (key === null || nonce === undefined) {
    throw new AppError('device_not_recognised', 'This phone is not known to us. Ask for its approval.');
  }
  if (!(await spendNonce(context.db, person.id, nonce, now))) throw staleNonce();
  if (key.state === 'pending') {
    await context.db.$transaction((tx) => activateDeviceKey(tx, key, person, 'age', now));
  }
  return key.id;
}

const staleNonce = () => new AppError('nonce_invalid', 'This took too long or was sent before. Please try again.');
