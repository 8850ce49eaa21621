import type { Tx } from '#db.ts';
import { ownStudents } from '#features/people/own-students.ts';
import { notFound } from '#http/errors.ts';
import type { SignedIn } from '#http/sign-in.ts';

/**
 * A student of a course this teacher holds, or any student of this admin's school.
 * @throws AppError not_found for everybody else's
 */
export async function getOwnStudent(tx: Tx, staff: SignedIn, studentId: string): Promise<{ id: string }> {
  const student = await tx.person.findFirst({
    where: { ...ownStudents(staff), id: studentId },
    select: { id: true },
  });
  if (!student) throw notFound();
  return student;
}
