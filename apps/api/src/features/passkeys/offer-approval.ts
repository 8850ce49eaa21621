import { generateAuthenticationOptions, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import type { Context } from '#http/context.ts';
import { AppError, notFound } from '#http/errors.ts';
import { issuePasskeyChallenge } from './passkey-challenge.ts';
import { relyingParty } from './relying-party.ts';

/**
 * Lets a person approve an own phone by a passkey.
 * @throws AppError not_found, not_possible_now without a passkey
 */
export async function offerApproval(
  context: Context,
  owner: { id: string; schoolId: string },
  keyId: string,
): Promise<{ options: PublicKeyCredentialRequestOptionsJSON; expiresAt: Date }> {
  const whose = { schoolId: owner.schoolId, personId: owner.id };
  const key = await context.db.deviceKey.findFirst({ where: { id: keyId, ...whose }, select: { id: true } });
  if (!key) throw notFound();
  const passkeys = await context.db.passkey.findMany({
    where: whose,
    select: { credentialId: true, transports: true },
  });
  if (passkeys.length === 0) throw new AppError('not_possible_now', 'You have no passkey.');
  const { challenge, expiresAt } = await issuePasskeyChallenge(context.db, owner, `approve:${key.id}`, context.now());
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(context).id,
    challenge: Uint8Array.from(Buffer.from(challenge, 'base64url')),
    allowCredentials: passkeys.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    userVerification: 'required',
  });
  return { options, expiresAt };
}
