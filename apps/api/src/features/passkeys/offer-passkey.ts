import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server';
import { generateRegistrationOptions } from '@simplewebauthn/server';
import type { Actor } from '#features/audit/record-audit.ts';
import { confirmPassword } from '#features/sign-in/confirm-password.ts';
import type { Context } from '#http/context.ts';
import { issuePasskeyChallenge } from './passkey-challenge.ts';
import { passkeyAlgorithms, relyingParty } from './relying-party.ts';

/**
 * Lets a person make a passkey.
 * @throws AppError password_wrong
 */
export async function offerPasskey(
  context: Context,
  actor: Actor,
  password: string,
): Promise<{ options: PublicKeyCredentialCreationOptionsJSON; expiresAt: Date }> {
  await confirmPassword(context, actor, password);
  const person = await context.db.person.findUniqueOrThrow({
    where: { id: actor.id },
    select: { name: true, email: true, passkeys: { select: { credentialId: true, transports: true } } },
  });
  const { challenge, expiresAt } = await issuePasskeyChallenge(context.db, actor, 'register', context.now());
  const options = await generateRegistrationOptions({
    rpName: 'Hadir',
    rpID: relyingParty(context).id,
    userID: new TextEncoder().encode(actor.id),
    userName: person.email ?? person.name,
    userDisplayName: person.name,
    challenge: Uint8Array.from(Buffer.from(challenge, 'base64url')),
    attestationType: 'none',
    supportedAlgorithmIDs: passkeyAlgorithms,
    excludeCredentials: person.passkeys.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  });
  return { options, expiresAt };
}
