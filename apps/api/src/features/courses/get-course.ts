import type { Tx } from '#db.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { notFound } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import type { SignedIn } from '#http/sign-in.ts';

/** Courses a member of staff works with: the school's for admin and viewer, else those they teach. */
export function ownCourses({ id, role, schoolId }: SignedIn): Prisma.CourseWhereInput {
  const isOfSchool = role === 'admin' || role === 'viewer';
  return { schoolId, ...(!isOfSchool && { teacherId: id }) };
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
