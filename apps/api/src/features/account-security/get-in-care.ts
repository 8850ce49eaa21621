import type { Tx } from '#db.ts';
import { ownStudents } from '#features/people/own-students.ts';
import type { Role } from '#generated/prisma/client.ts';
import { notFound } from '#http/errors.ts';
import type { SignedIn } from '#http/sign-in.ts';

/**
 * Whom a member of staff may help into an account again: a teacher the students of own courses, an admin everybody of
 * the school below an admin.
 * @throws AppError not_found for everybody else
 */
export async function getInCare(tx: Tx, staff: SignedIn, id: string): Promise<{ id: string; schoolId: string }> {
  const below: Role[] = ['student', 'teacher', 'viewer'];
  const where =
    staff.role === 'admin'
      ? { id, schoolId: staff.schoolId, role: { in: below }, isActive: true }
      : { ...ownStudents(staff), id, isActive: true };
  const person = await tx.person.findFirst({ where, select: { id: true, schoolId: true } });
  if (!person) throw notFound();
  return person;
}
