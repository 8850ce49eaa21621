import type { Tx } from '#db.ts';
import { notFound } from '#http/errors.ts';
import { isId } from '#http/id.ts';

/**
 * A school of this installation; the office, where its head is at home, is none.
 * @throws AppError not_found
 */
export async function getSchool(tx: Tx, id: string) {
  const school = isId(id) ? await tx.school.findFirst({ where: { id, isOffice: false } }) : null;
  if (!school) throw notFound();
  return school;
}
