import { UsedCredential } from '@hadir/contract/passkeys.ts';
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';

/** The person closed the browser's question, or it was left alone for too long. */
export class PasskeyDeclined extends Error {}

/** False in browsers without WebAuthn, on pages without https, and where the address is a number: they need a name. */
export const canUsePasskeys = (): boolean => typeof globalThis.PublicKeyCredential === 'function' && !isAtNumber();

/** Whether the address of the server is an IP address. */
export const isAtNumber = (host = globalThis.location?.hostname ?? ''): boolean => /^[\d.]+$|^\[/.test(host);

/** Has the browser use one of the passkeys that the server names. Throws `PasskeyDeclined`. */
export async function answerPasskey(options: Record<string, unknown>): Promise<UsedCredential> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  // The options are the server's own, made by the same library's other half.
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  return UsedCredential.parse(await startAuthentication({ optionsJSON }).catch(declined));
}

/** Browsers tell pages nothing about why. */
export function declined(cause: unknown): never {
  throw new PasskeyDeclined('no passkey was given', { cause });
}
