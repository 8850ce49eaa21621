import {
  addPasskey,
  approveByPasskey,
  NewCredential,
  offerPasskey,
  offerPasskeyApproval,
  passkeyText,
  UsedCredential,
} from '@hadir/contract/passkeys.ts';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { callOrThrow } from '#lib/api.ts';
import { CallFailed } from '#lib/failure.ts';
import { findPhoneKey } from './phone-keys.ts';
import { hashBody, sign } from './signing.ts';
import { unrecognisedPhone } from './unrecognised-phone.ts';

/** The person closed the browser's question, or it was left alone for too long. */
export class PasskeyDeclined extends Error {}

/** False in browsers without WebAuthn, on pages without https, and where the address is a number: they need a name. */
export const canUsePasskeys = (): boolean => typeof globalThis.PublicKeyCredential === 'function' && !isAtNumber();

/** Whether the address of the server is an IP address. */
export const isAtNumber = (host = globalThis.location?.hostname ?? ''): boolean => /^[\d.]+$|^\[/.test(host);

/** Makes a passkey and adds it, signed by this phone's key. Throws `PasskeyDeclined` and `CallFailed`. */
export async function makePasskey(personId: string, password: string, label: string): Promise<void> {
  const key = await findPhoneKey(personId);
  if (!key?.id) throw new CallFailed(unrecognisedPhone);
  const { options } = await callOrThrow(offerPasskey, { body: { password } });
  const { startRegistration } = await import('@simplewebauthn/browser');
  // The options are the server's own, made by the same library's other half.
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON;
  const made = await startRegistration({ optionsJSON }).catch(declined);
  const rawBody = JSON.stringify({ label, credential: NewCredential.parse(made) });
  const signature = await sign(key.pair.privateKey, passkeyText(optionsJSON.challenge, await hashBody(rawBody)));
  await callOrThrow(addPasskey, { rawBody, headers: { 'X-Device-Key': key.id, 'X-Device-Signature': signature } });
}

/** Approves a waiting phone by a passkey. Throws `PasskeyDeclined` and `CallFailed`. */
export async function approveWithPasskey(keyId: string): Promise<void> {
  const params = { id: keyId };
  const { options } = await callOrThrow(offerPasskeyApproval, { params });
  const { startAuthentication } = await import('@simplewebauthn/browser');
  // As above.
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  const used = await startAuthentication({ optionsJSON }).catch(declined);
  await callOrThrow(approveByPasskey, { params, body: { credential: UsedCredential.parse(used) } });
}

/** Browsers tell pages nothing about why. */
function declined(cause: unknown): never {
  throw new PasskeyDeclined('no passkey was given', { cause });
}
