import type { Tx } from '#db.ts';
import { consentTextHash } from './consent-text-hash.ts';

type ConsentWords = { version: number; policy: 'self' | 'guardian'; text: string };

/**
 * Keeps a version of what people are asked to agree to, for as long as anybody's consent names it.
 * @param publishedById null for a school that was made without an admin
 */
export async function publishConsentText(
  tx: Tx,
  schoolId: string,
  words: ConsentWords,
  publishedById: string | null,
  now: Date,
): Promise<void> {
  await tx.consentText.create({
    data: { schoolId, ...words, textHash: consentTextHash(words.text), publishedAt: now, publishedById },
  });
}
