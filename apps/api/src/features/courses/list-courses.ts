import type { Course as CourseOnWire } from '@hadir/contract/courses.ts';
import type { Context } from '#http/context.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { ownCourses } from './get-course.ts';
import { showCourses } from './show-course.ts';

/** A teacher's own courses, an admin's all, by code. */
export function listCourses(context: Pick<Context, 'db'>, reader: SignedIn): Promise<CourseOnWire[]> {
  return showCourses(context.db, ownCourses(reader));
}
