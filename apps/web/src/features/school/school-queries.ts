import { getSchool } from '@hadir/contract/school.ts';
import { queryOptions } from '@tanstack/react-query';
import { callOrThrow } from '#lib/api.ts';

export const schoolQuery = queryOptions({
  queryKey: ['school'],
  queryFn: ({ signal }) => callOrThrow(getSchool, { signal }),
});
