import type { Tx } from '#db.ts';
import { ownCourses } from '#features/courses/get-course.ts';
import { unknownReference } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { ownSessions } from './own-sessions.ts';

/**
 * Makes sure that a member of staff may ask for class sessions of this course: it is theirs, or they hold one of its
 * sessions.
 * @throws AppError not_found
 */
export async function knowCourse(tx: Tx, person: SignedIn, id: string): Promise<void> {
  const isTheirs = { OR: [ownCourses(person), { sessions: { some: ownSessions(person) } }] };
  const isKnown = isId(id) && (await tx.course.count({ where: { id, schoolId: person.schoolId, ...isTheirs } })) > 0;
  if (!isKnown) throw unknownReference('course_id');
}
