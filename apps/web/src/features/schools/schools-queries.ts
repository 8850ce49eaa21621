import { listSchools } from '@hadir/contract/schools.ts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { callOrThrow } from '#lib/api.ts';

export const schoolsKey = ['schools'] as const;

const firstPage: string | null = null;

/** The schools of this installation, page by page. */
export function schoolsQuery() {
  return infiniteQueryOptions({
    queryKey: schoolsKey,
    queryFn: ({ signal, pageParam }) =>
      callOrThrow(listSchools, { query: pageParam === null ? {} : { cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.next_cursor,
  });
}
