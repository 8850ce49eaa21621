import type { Tx } from '#db.ts';
import { notFound } from '#http/errors.ts';
import { isId } from '#http/id.ts';

/**
 * A class of the school, held until the transaction ends: nobody joins or leaves it meanwhile.
 * @throws AppError not_found
 */
export async function lockClass(tx: Tx, schoolId: string, id: string) {
  if (!isId(id)) throw notFound();
  await tx.$queryRaw`SELECT FROM classes WHERE id = ${id}::uuid AND school_id = ${schoolId}::uuid FOR UPDATE`;
  const found = await tx.schoolClass.findFirst({ where: { id, schoolId } });
  if (!found) throw notFound();
  return found;
}
