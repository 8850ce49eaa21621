import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { Certificate } from '@hadir/contract/destruction.ts';
import { canonicalJson } from '#features/audit/canonical-json.ts';

type Claim = Omit<Certificate, 'key' | 'signature'>;

/** @param key Ed25519, private */
export function signCertificate(claim: Claim, key: KeyObject): Certificate {
  const named = { ...claim, key: publicText(key) };
  return { ...named, signature: sign(null, signedText(named), key).toString('base64url') };
}

/**
 * Reads a certificate from the text of its file.
 * @returns it, or what is wrong with it, in words
 */
export function readCertificateFile(text: string): { certificate: Certificate } | { why: string } {
  const parsed = Certificate.safeParse(parseJson(text));
  if (!parsed.success) return { why: 'it is no certificate of a destruction' };
  const { signature, ...claim } = parsed.data;
  const key = readKey(claim.key);
  if (!key) return { why: 'its key is none' };
  const isSigned = verify(null, signedText(claim), key, Buffer.from(signature, 'base64url'));
  return isSigned ? { certificate: parsed.data } : { why: 'its signature does not belong to what it says' };
}

/** Public half, SPKI in base64. */
export function publicText(key: KeyObject): string {
  const half = key.type === 'private' ? createPublicKey(key) : key;
  return half.export({ type: 'spki', format: 'der' }).toString('base64');
}

function signedText(claim: Omit<Certificate, 'signature'>): Buffer {
  return Buffer.from(`hadir/v1/destruction\n${canonicalJson(claim)}`);
}

function readKey(text: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
