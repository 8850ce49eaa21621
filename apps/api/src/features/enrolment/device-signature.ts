import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { PublicKey } from '@hadir/contract/device-keys.ts';

type PublicPoint = Pick<PublicKey, 'kty' | 'crv' | 'x' | 'y'>;

/** 64 bytes r and s, base64url without padding. */
const signatureForm = /^[A-Za-z0-9_-]{86}$/;

/**
 * Reads the public part of a P-256 key.
 * @returns null unless it is a well-formed JWK without a private part whose point lies on the curve
 */
export function readPublicKey(jwk: unknown): PublicPoint | null {
  return importKey(jwk)?.point ?? null;
}

/** RFC 7638, base64url. */
export function thumbprintOf({ crv, kty, x, y }: PublicPoint): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
}

/** Does `signature` (base64url, raw r‖s) by `jwk` stand under the UTF-8 `text`? Never throws. */
export function isSignedBy(jwk: unknown, text: string, signature: string | null): boolean {
  if (signature === null || !signatureForm.test(signature)) return false;
  const key = importKey(jwk)?.key;
  if (key === undefined) return false;
  return verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
}

function importKey(jwk: unknown): { point: PublicPoint; key: KeyObject } | null {
  const parsed = PublicKey.safeParse(jwk);
  if (!parsed.success) return null;
  const { kty, crv, x, y } = parsed.data;
  const point = { kty, crv, x, y };
  try {
    return { point, key: createPublicKey({ key: point, format: 'jwk' }) };
  } catch {
    return null;
  }
}

/** Hex SHA-256 of a body as it came in. */
export const hashOf = (rawBody: Buffer): string => createHash('sha256').update(rawBody).digest('hex');
