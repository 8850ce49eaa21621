import type { NewCredential } from '@hadir/contract/passkeys.ts';
import { verifyRegistrationResponse } from '@simplewebauthn/server';
import { decodeAttestationObject } from '@simplewebauthn/server/helpers';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { spendPasskeyChallenge } from './passkey-challenge.ts';
import { passkeyAlgorithms, relyingParty } from './relying-party.ts';

type Verified = {
  /** Used up now. */
  challenge: string;
  credential: { credentialId: string; publicKey: Uint8Array<ArrayBuffer>; counter: number; transports: string[] };
};

/**
 * A passkey that this person has just made for us, with the person verified by the authenticator.
 * @throws AppError passkey_not_accepted
 */
export async function verifyNewCredential(
  context: Context,
  person: { id: string; schoolId: string },
  given: NewCredential,
  now: Date,
): Promise<Verified> {
  const { id, origin } = relyingParty(context);
  const { clientDataJSON, attestationObject, transports = [] } = given.response;
  let challenge: string | null = null;
  try {
    refuseAttestation(given);
    const { registrationInfo } = await verifyRegistrationResponse({
      response: {
        ...given,
        response: { clientDataJSON, attestationObject },
        clientExtensionResults: {},
      },
      expectedChallenge: async (claimed) => {
        challenge = claimed;
        return spendPasskeyChallenge(context.db, person, 'register', claimed, now);
      },
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      supportedAlgorithmIDs: passkeyAlgorithms,
    });
    if (registrationInfo === undefined || challenge === null) throw new Error('it does not verify');
    const { credential } = registrationInfo;
    return {
      challenge,
      credential: {
        credentialId: credential.id,
        publicKey: Uint8Array.from(credential.publicKey),
        counter: credential.counter,
        transports,
      },
    };
  } catch (cause) {
    context.log.info({ personId: person.id, err: cause }, 'a new passkey was not accepted');
    throw new AppError('passkey_not_accepted', 'This passkey cannot be used. Please try again.', { cause });
  }
}

/** We ask for none. A certificate that comes all the same could have us fetch addresses that it names. */
function refuseAttestation({ response }: NewCredential): void {
  const attestation = decodeAttestationObject(Uint8Array.from(Buffer.from(response.attestationObject, 'base64url')));
  const hasCertificate = attestation.get('attStmt').get('x5c') !== undefined;
  if (!['none', 'packed'].includes(attestation.get('fmt')) || hasCertificate) throw new Error('it is attested');
}
