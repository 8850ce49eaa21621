import { listCourses, listEnrollments } from '@hadir/contract/courses.ts';
import { queryOptions } from '@tanstack/react-query';
import { callOrThrow } from '#lib/api.ts';

export const courseKeys = {
  all: ['courses'],
  students: (id: string) => ['courses', id, 'students'],
} as const;

/** Own courses of a teacher, all of an admin, archived ones too. */
export const coursesQuery = queryOptions({
  queryKey: courseKeys.all,
  queryFn: ({ signal }) => callOrThrow(listCourses, { signal }),
});

/** Who is in one course. */
export function enrollmentsQuery(courseId: string) {
  return queryOptions({
    queryKey: courseKeys.students(courseId),
    queryFn: ({ signal }) => callOrThrow(listEnrollments, { params: { id: courseId }, signal }),
  });
}
