import type { Prisma } from '#generated/prisma/client.ts';
import type { SignedIn } from '#http/sign-in.ts';

/** Courses this teacher teaches, or holds a class session of. */
export function coursesHeld(teacherId: string): Prisma.CourseWhereInput {
  return { OR: [{ teacherId }, { sessions: { some: { staff: { some: { personId: teacherId } } } } }] };
}

/** Students a member of staff works with: the school's for admin and viewer, else those of the courses they hold. */
export function ownStudents({ id, role, schoolId }: SignedIn): Prisma.PersonWhereInput {
  const isOfSchool = role === 'admin' || role === 'viewer';
  return { schoolId, role: 'student', ...(!isOfSchool && { enrollments: { some: { course: coursesHeld(id) } } }) };
}
