import { ownCourses } from '#features/courses/get-course.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { SignedIn } from '#http/sign-in.ts';

/** Class sessions a member of staff works with: of a teacher those of own courses and those they are staff of. */
export function ownSessions(person: SignedIn): Prisma.ClassSessionWhereInput {
  const { id, role, schoolId } = person;
  const ofCourse = { course: ownCourses(person) };
  return { schoolId, ...(role === 'teacher' ? { OR: [ofCourse, { staff: { some: { personId: id } } }] } : ofCourse) };
}
