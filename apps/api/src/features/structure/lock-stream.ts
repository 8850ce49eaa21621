import type { Tx } from '#db.ts';
import { notFound } from '#http/errors.ts';
import { isId } from '#http/id.ts';

/**
 * A stream of the school, held until the transaction ends: nobody joins or leaves it meanwhile.
 * @throws AppError not_found
 */
export async function lockStream(tx: Tx, schoolId: string, id: string) {
  if (!isId(id)) throw notFound();
  await tx.$queryRaw`SELECT FROM streams WHERE id = ${id}::uuid AND school_id = ${schoolId}::uuid FOR UPDATE`;
  const found = await tx.stream.findFirst({ where: { id, schoolId } });
  if (!found) throw notFound();
  return found;
}
