import type { Tx } from '#db.ts';
import { notFound } from '#http/errors.ts';
import { isId } from '#http/id.ts';

/**
 * A guardian of the school, held until the transaction ends.
 * @throws AppError not_found
 */
export async function lockGuardian(tx: Tx, schoolId: string, id: string) {
  if (!isId(id)) throw notFound();
  await tx.$queryRaw`SELECT FROM guardians WHERE id = ${id}::uuid AND school_id = ${schoolId}::uuid FOR UPDATE`;
  const guardian = await tx.guardian.findFirst({ where: { id, schoolId } });
  if (!guardian) throw notFound();
  return guardian;
}
