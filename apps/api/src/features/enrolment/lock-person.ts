import type { Tx } from '#db.ts';
import { notFound } from '#http/errors.ts';

/**
 * Lets one transaction at a time change the keys or the face of a person.
 * @throws AppError not_found for somebody who was erased, also while this waited
 */
export async function lockPerson(tx: Tx, personId: string): Promise<void> {
  const held = await tx.$queryRaw<object[]>`
    SELECT id FROM people WHERE id = ${personId}::uuid AND erased_at IS NULL FOR NO KEY UPDATE`;
  if (held.length === 0) throw notFound();
}
