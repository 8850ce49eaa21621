import { getSchool } from '@hadir/contract/school.ts';
import { queryOptions } from '@tanstack/react-query';
import { callOrThrow } from '#lib/api.ts';

/** The admin's own school. */
export const schoolQuery = queryOptions({
  queryKey: ['school'],
  queryFn: ({ signal }) => callOrThrow(getSchool, { signal }),
});
