import type { listEnrollments as endpoint } from '@hadir/contract/courses.ts';
import type { z } from 'zod';
import { faceState } from '#features/people/face-state.ts';
import type { Context } from '#http/context.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { getCourse } from './get-course.ts';

type Items = z.input<(typeof endpoint)['reply']>['items'];

/**
 * Students of a course by name, without those who were deactivated.
 * @throws AppError not_found
 */
export async function listEnrollments(
  context: Pick<Context, 'db'>,
  reader: SignedIn,
  courseId: string,
): Promise<Items> {
  await getCourse(context.db, reader, courseId);
  const students = await context.db.person.findMany({
    where: { isActive: true, enrollments: { some: { courseId } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, email: true, admissionNumber: true, template: { select: { state: true } } },
  });
  return students.map(({ template, admissionNumber, ...student }) => ({
    student: { ...student, admission_number: admissionNumber, face: faceState(template) },
  }));
}
