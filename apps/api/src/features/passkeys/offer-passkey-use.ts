import { generateAuthenticationOptions, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { issuePasskeyChallenge, type PasskeyPurpose } from './passkey-challenge.ts';
import { relyingParty } from './relying-party.ts';

/**
 * Lets a person use one of the own passkeys, once, for one purpose.
 * @throws AppError not_possible_now without a passkey
 */
export async function offerPasskeyUse(
  context: Context,
  owner: { id: string; schoolId: string },
  purpose: PasskeyPurpose,
): Promise<{ options: PublicKeyCredentialRequestOptionsJSON; expiresAt: Date }> {
  const passkeys = await context.db.passkey.findMany({
    where: { schoolId: owner.schoolId, personId: owner.id },
    select: { credentialId: true, transports: true },
  });
  if (passkeys.length === 0) throw new AppError('not_possible_now', 'You have no passkey.');
  const { challenge, expiresAt } = await issuePasskeyChallenge(context.db, owner, purpose, context.now());
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(context).id,
    challenge: Uint8Array.from(Buffer.from(challenge, 'base64url')),
    allowCredentials: passkeys.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    userVerification: 'required',
  });
  return { options, expiresAt };
}
