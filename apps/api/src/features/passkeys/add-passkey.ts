import { type NewCredential, type Passkey, passkeyText } from '@hadir/contract/passkeys.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { activateDeviceKey } from '#features/enrolment/activate-device-key.ts';
import { decideDeviceKey } from '#features/enrolment/decide-device-key.ts';
import { hashOf, isSignedBy } from '#features/enrolment/device-signature.ts';
import { lockPerson } from '#features/enrolment/lock-person.ts';
import type { DeviceKey } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import type { Client } from '#http/input.ts';
import { passkeysAllowed } from './passkeys-allowed.ts';
import { showPasskey } from './show-passkey.ts';
import { verifyNewCredential } from './verify-new-credential.ts';

type PasskeyToAdd = { label: string; credential: NewCredential; rawBody: Buffer };

/**
 * Adds a passkey. A student's comes from a phone that is registered: with the password alone somebody else could bring
 * one, and approve a phone of theirs with it. Staff have no phones; theirs are a second step of their sign-in.
 * @throws AppError passkey_not_accepted, device_not_recognised, too_many_keys
 */
export async function addPasskey(
  context: Context,
  person: ActingPerson & { client: Client },
  given: PasskeyToAdd,
): Promise<Passkey> {
  const now = context.now();
  const { challenge, credential } = await verifyNewCredential(context, person, given.credential, now);
  const key =
    person.role === 'student'
      ? await proveDevice(context, person, passkeyText(challenge, hashOf(given.rawBody)), now)
      : null;
  return context.db.$transaction(async (tx) => {
    await lockPerson(tx, person.id);
    if (key?.state === 'pending') await activateDeviceKey(tx, key, person, 'age', now);
    const whose = { schoolId: person.schoolId, personId: person.id };
    if ((await tx.passkey.count({ where: whose })) >= passkeysAllowed) {
      throw new AppError('too_many_keys', 'You have enough passkeys. Remove one of them first.');
    }
    const [made] = await tx.passkey.createManyAndReturn({
      data: [{ ...whose, ...credential, label: given.label, createdAt: now }],
      skipDuplicates: true,
    });
    if (!made) throw new AppError('passkey_not_accepted', 'This passkey cannot be used. Please try again.');
    await recordAudit(tx, {
      ...by(person),
      action: 'passkey.added',
      subjectType: 'passkey',
      subjectId: made.id,
      after: { label: made.label },
    });
    return showPasskey(made);
  });
}

async function proveDevice(
  context: Context,
  person: ActingPerson & { client: Client },
  text: string,
  now: Date,
): Promise<DeviceKey> {
  const { deviceKey: keyId, signature } = person.client;
  const key = isId(keyId) ? await context.db.deviceKey.findFirst({ where: { id: keyId, personId: person.id } }) : null;
  if (key === null || decideDeviceKey(key, now) !== 'active' || !isSignedBy(key.publicKey, text, signature)) {
    throw new AppError('device_not_recognised', 'Add a passkey from a phone that is registered.');
  }
  return key;
}
