import type { Tx } from '#db.ts';
import { notFound } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { ownStudents } from './own-students.ts';

/**
 * A student whom this member of staff looks after; of somebody who was erased there is nobody left.
 * @throws AppError not_found, for everybody else's too
 */
export async function getOwnStudent(tx: Tx, reader: SignedIn, id: string): Promise<{ id: string }> {
  const student = isId(id)
    ? await tx.person.findFirst({ where: { AND: [{ id, erasedAt: null }, ownStudents(reader)] }, select: { id: true } })
    : null;
  if (!student) throw notFound();
  return student;
}
