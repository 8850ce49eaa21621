import type { Tx } from '#db.ts';
import { ownStudents } from '#features/people/own-students.ts';
import { notFound } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import type { SignedIn } from '#http/sign-in.ts';

/**
 * A student whom this member of staff looks after.
 * @throws AppError not_found
 */
export async function getOwnStudent(tx: Tx, reader: SignedIn, id: string): Promise<{ id: string }> {
  const student = isId(id)
    ? await tx.person.findFirst({ where: { AND: [{ id, erasedAt: null }, ownStudents(reader)] }, select: { id: true } })
    : null;
  if (!student) throw notFound();
  return student;
}
