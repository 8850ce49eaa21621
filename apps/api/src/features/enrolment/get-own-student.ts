import type { Tx } from '#db.ts';
import { notFound } from '#http/errors.ts';
import type { SignedIn } from '#http/sign-in.ts';

/**
 * A student whom this teacher teaches, or any student of this admin's school.
 * @throws AppError not_found for everybody else's
 */
export async function getOwnStudent(tx: Tx, staff: SignedIn, studentId: string): Promise<{ id: string }> {
  const student = await tx.person.findFirst({
    where: {
      id: studentId,
      schoolId: staff.schoolId,
      role: 'student',
      ...(staff.role === 'admin' ? {} : { enrollments: { some: { course: { teacherId: staff.id } } } }),
    },
    select: { id: true },
  });
  if (!student) throw notFound();
  return student;
}
