import {
  addPasskey,
  approveByPasskey,
  NewCredential,
  offerPasskey,
  offerPasskeyApproval,
  passkeyText,
} from '@hadir/contract/passkeys.ts';
import type { Me } from '@hadir/contract/sign-in.ts';
import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser';
import { answerPasskey, declined } from '#features/sign-in/browser-passkey.ts';
import { callOrThrow } from '#lib/api.ts';
import { CallFailed } from '#lib/failure.ts';
import { findPhoneKey } from './phone-keys.ts';
import { hashBody, sign } from './signing.ts';
import { unrecognisedPhone } from './unrecognised-phone.ts';

/**
 * Makes a passkey and adds it; a student's is signed by this phone's key. Throws `PasskeyDeclined` and `CallFailed`.
 */
export async function makePasskey(me: Me, password: string, label: string): Promise<void> {
  const key = me.role === 'student' ? await findPhoneKey(me.id) : null;
  if (me.role === 'student' && !key?.id) throw new CallFailed(unrecognisedPhone);
  const { options } = await callOrThrow(offerPasskey, { body: { password } });
  const { startRegistration } = await import('@simplewebauthn/browser');
  // The options are the server's own, made by the same library's other half.
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON;
  const made = await startRegistration({ optionsJSON }).catch(declined);
  const rawBody = JSON.stringify({ label, credential: NewCredential.parse(made) });
  if (!key?.id) {
    await callOrThrow(addPasskey, { rawBody });
    return;
  }
  const signature = await sign(key.pair.privateKey, passkeyText(optionsJSON.challenge, await hashBody(rawBody)));
  await callOrThrow(addPasskey, { rawBody, headers: { 'X-Device-Key': key.id, 'X-Device-Signature': signature } });
}

/** Approves a waiting phone by a passkey. Throws `PasskeyDeclined` and `CallFailed`. */
export async function approveWithPasskey(keyId: string): Promise<void> {
  const params = { id: keyId };
  const { options } = await callOrThrow(offerPasskeyApproval, { params });
  const credential = await answerPasskey(options);
  await callOrThrow(approveByPasskey, { params, body: { credential } });
}
