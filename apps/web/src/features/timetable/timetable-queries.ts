import { getTimetable, listHolidays, listTimetableRules } from '@hadir/contract/timetable.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { callOrThrow } from '#lib/api.ts';
import type { Day } from '#lib/zoned-day.ts';

export const timetableKeys = { all: ['timetable'] } as const;

/** Classes between two days, both counted; of one course unless that is empty. */
export function weekQuery(first: Day, last: Day, courseId: string) {
  return queryOptions({
    queryKey: [...timetableKeys.all, 'days', first, last, courseId],
    queryFn: ({ signal }) =>
      callOrThrow(getTimetable, {
        query: { from_on: first, to_on: last, ...(courseId && { course_id: courseId }) },
        signal,
      }),
  });
}

/** Classes that come again, by words in course, title or room. */
export function rulesQuery(search: string) {
  return infiniteQueryOptions({
    queryKey: [...timetableKeys.all, 'rules', search],
    queryFn: ({ pageParam, signal }) =>
      callOrThrow(listTimetableRules, {
        query: { ...(search && { search }), ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
  });
}

export const holidaysQuery = queryOptions({
  queryKey: [...timetableKeys.all, 'holidays'],
  queryFn: ({ signal }) => callOrThrow(listHolidays, { signal }),
});
