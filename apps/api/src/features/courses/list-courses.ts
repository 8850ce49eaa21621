import type { Course as CourseOnWire } from '@hadir/contract/courses.ts';
import type { Context } from '#http/context.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { ownCourses } from './get-course.ts';
import { courseFacts, courseOnWire } from './show-course.ts';

/** A teacher's own courses, an admin's all, by code. */
export async function listCourses(context: Pick<Context, 'db'>, reader: SignedIn): Promise<CourseOnWire[]> {
  const rows = await context.db.course.findMany({
    where: ownCourses(reader),
    orderBy: [{ code: 'asc' }, { section: 'asc' }, { id: 'asc' }],
    select: courseFacts,
  });
  return rows.map(courseOnWire);
}
