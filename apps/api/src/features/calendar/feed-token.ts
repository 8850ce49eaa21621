import { createHash, randomBytes } from 'node:crypto';

/** 32 random bytes; only `hashFeedToken` of it is kept. */
export function newFeedToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashFeedToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest());
}
