import type { UsedCredential } from '@hadir/contract/passkeys.ts';
import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import type { Actor } from '#features/audit/record-audit.ts';
import { vouchForDeviceKey } from '#features/enrolment/vouch-for-device-key.ts';
import type { Passkey } from '#generated/prisma/client.ts';
import type { DeviceKeyState } from '#generated/prisma/enums.ts';
import type { Context } from '#http/context.ts';
import { AppError, notFound } from '#http/errors.ts';
import { spendPasskeyChallenge } from './passkey-challenge.ts';
import { relyingParty } from './relying-party.ts';

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
  const whose = { schoolId: owner.schoolId, personId: owner.id };
  const key = await context.db.deviceKey.findFirst({
    where: { id: keyId, ...whose },
    select: { id: true, personId: true },
  });
  if (!key) throw notFound();
  const passkey = await context.db.passkey.findFirst({ where: { ...whose, credentialId: given.id } });
  const counter = passkey && (await verify(context, owner, keyId, passkey, given, now));
  if (!passkey || counter === null) throw notAccepted();
  return context.db.$transaction(async (tx) => {
    // Of two answers at once that count from the same number the second is a copy of the authenticator.
    const { count } = await tx.passkey.updateMany({
      where: { id: passkey.id, ...whose, counter: passkey.counter },
      data: { counter, lastUsedAt: now },
    });
    if (count === 0) throw notAccepted();
    return vouchForDeviceKey(tx, key, owner, 'passkey', now);
  });
}

/** The authenticator's new counter; null when anything does not fit, also a counter that went back. */
async function verify(
  context: Context,
  owner: Actor,
  keyId: string,
  passkey: Passkey,
  given: UsedCredential,
  now: Date,
): Promise<number | null> {
  const { id, origin } = relyingParty(context);
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...given, clientExtensionResults: {} },
      expectedChallenge: (claimed) => spendPasskeyChallenge(context.db, owner, `approve:${keyId}`, claimed, now),
      expectedOrigin: origin,
      expectedRPID: id,
      credential: {
        id: passkey.credentialId,
        publicKey: Uint8Array.from(passkey.publicKey),
        counter: Number(passkey.counter),
      },
      requireUserVerification: true,
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch (err) {
    context.log.info({ personId: owner.id, err }, 'a passkey was not accepted');
    return null;
  }
}

const notAccepted = () => new AppError('passkey_not_accepted', 'This passkey cannot be used. Please try again.');
