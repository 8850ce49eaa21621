import { createHash } from 'node:crypto';

/** Hex SHA-256 of the UTF-8 text. */
export function consentTextHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
