import type { Tx } from '#db.ts';
import { ownCourses } from '#features/courses/get-course.ts';
import { notFound } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { type SessionFacts, sessionFacts } from './show-session.ts';

/**
 * A class session whose staff this person is: the course's teacher or an admin of the school.
 * For everybody else it does not exist.
 * @throws AppError not_found
 */
export async function getClassSession(tx: Tx, person: SignedIn, id: string): Promise<SessionFacts> {
  const isStaff = person.role === 'teacher' || person.role === 'admin';
  const session =
    isStaff && isId(id)
      ? await tx.classSession.findFirst({
          where: { id, schoolId: person.schoolId, course: ownCourses(person) },
          select: sessionFacts,
        })
      : null;
  if (!session) throw notFound();
  return session;
}
