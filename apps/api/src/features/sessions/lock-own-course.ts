import type { Tx } from '#db.ts';
import { ownCourses } from '#features/courses/get-course.ts';
import { unknownReference } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import type { SignedIn } from '#http/sign-in.ts';

/**
 * A course of this member of staff, kept from being archived until the transaction ends.
 * @throws AppError not_found for any other
 */
export async function lockOwnCourse(tx: Tx, person: SignedIn, id: string) {
  if (isId(id)) await tx.$queryRaw`select 1 from courses where id = ${id}::uuid for share`;
  const course = isId(id) ? await tx.course.findFirst({ where: { ...ownCourses(person), id } }) : null;
  if (!course) throw unknownReference('course_id');
  return course;
}
