import type { Tx } from '#db.ts';
import { Prisma } from '#generated/prisma/client.ts';
import type { ErasedPerson } from './erased-person.ts';
import { matchWords } from './match-words.ts';

/**
 * Erases what is personal in the audit rows of a person: what they did, as it says from where, what was done to what is
 * theirs, and whatever else names them. A payload about many that holds their id stays whole: the id leads to nobody any
 * more. The rows stay, and the chain with them.
 * @returns payloads that were erased
 */
export async function eraseAuditPayloads(tx: Tx, { id, schoolId, ids, words }: ErasedPerson): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM audit_payloads AS payload USING audit_entries AS entry
    WHERE entry.id = payload.entry_id AND entry.school_id = ${schoolId}::uuid AND (
      entry.actor_id = ${id}::uuid OR entry.subject_id = ANY(${ids})
      OR ${matchWords(Prisma.sql`payload.payload`, words)})`;
}
