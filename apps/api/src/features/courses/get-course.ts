import type { Tx } from '#db.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { notFound } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import type { SignedIn } from '#http/sign-in.ts';

/** Courses a member of staff works with: own ones for a teacher, the school's for an admin. */
export function ownCourses(person: SignedIn): Prisma.CourseWhereInput {
  return { schoolId: person.schoolId, ...(person.role === 'admin' ? {} : { teacherId: person.id }) };
}

/**
 * A course that this member of staff works with; anything else does not exist for them.
 * @throws AppError not_found
 */
export async function getCourse(tx: Tx, person: SignedIn, id: string) {
  const course = isId(id) ? await tx.course.findFirst({ where: { ...ownCourses(person), id } }) : null;
  if (!course) throw notFound();
  return course;
}
