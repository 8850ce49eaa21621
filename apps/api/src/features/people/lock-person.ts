import type { Tx } from '#db.ts';
import { notFound } from '#http/errors.ts';
import { isId } from '#http/id.ts';

/**
 * A person of the school, held until the transaction ends; of whom nothing is left there is nothing to change.
 * @throws AppError not_found
 */
export async function lockPerson(tx: Tx, schoolId: string, id: string) {
  if (!isId(id)) throw notFound();
  await tx.$queryRaw`SELECT FROM people WHERE id = ${id}::uuid AND school_id = ${schoolId}::uuid FOR NO KEY UPDATE`;
  const person = await tx.person.findFirst({ where: { id, schoolId, erasedAt: null } });
  if (!person) throw notFound();
  return person;
}
