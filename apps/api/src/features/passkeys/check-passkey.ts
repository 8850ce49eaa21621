import type { UsedCredential } from '@hadir/contract/passkeys.ts';
import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import type { Tx } from '#db.ts';
import type { Passkey } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { type PasskeyPurpose, spendPasskeyChallenge } from './passkey-challenge.ts';
import { relyingParty } from './relying-party.ts';

/**
 * A person has used an own passkey for this purpose. The challenge is spent at once; the counter is kept by what is
 * returned, in the caller's transaction.
 * @throws AppError passkey_not_accepted
 */
export async function checkPasskey(
  context: Context,
  owner: { id: string; schoolId: string },
  purpose: PasskeyPurpose,
  given: UsedCredential,
  now: Date,
): Promise<{ keep: (tx: Tx) => Promise<void> }> {
  const whose = { schoolId: owner.schoolId, personId: owner.id };
  const passkey = await context.db.passkey.findFirst({ where: { ...whose, credentialId: given.id } });
  const counter = passkey && (await verify(context, owner, purpose, passkey, given, now));
  if (!passkey || counter === null) throw notAccepted();
  return {
    keep: async (tx) => {
      // Of two answers at once that count from the same number the second is a copy of the authenticator.
      const { count } = await tx.passkey.updateMany({
        where: { id: passkey.id, ...whose, counter: passkey.counter },
        data: { counter, lastUsedAt: now },
      });
      if (count === 0) throw notAccepted();
    },
  };
}

/** The authenticator's new counter; null when anything does not fit, also a counter that went back. */
async function verify(
  context: Context,
  owner: { id: string; schoolId: string },
  purpose: PasskeyPurpose,
  passkey: Passkey,
  given: UsedCredential,
  now: Date,
): Promise<number | null> {
  const { id, origin } = relyingParty(context);
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...given, clientExtensionResults: {} },
      expectedChallenge: (claimed) => spendPasskeyChallenge(context.db, owner, purpose, claimed, now),
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
