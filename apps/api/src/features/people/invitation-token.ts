import { createHash, randomBytes } from 'node:crypto';

/** 32 random bytes; only `hashToken` of it is kept. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest());
}
