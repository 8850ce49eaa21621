import { getAttempt, listAttempts } from '@hadir/contract/attempts.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { callOrThrow } from '#lib/api.ts';
import { type AttemptFilters, toQuery } from './attempt-filters.ts';

const firstPage: string | null = null;

/** The log, newest first, fifty a page. Days of the filters are the zone's. */
export function attemptsQuery(filters: AttemptFilters, zone: string) {
  return infiniteQueryOptions({
    queryKey: ['attempts', filters, zone],
    queryFn: ({ signal, pageParam }) =>
      callOrThrow(listAttempts, {
        query: { ...toQuery(filters, zone), ...(pageParam !== null && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.next_cursor,
  });
}

/** Every fetch is written to the audit log: fetched once per visit, not again when the window gets the focus. */
export function attemptQuery(id: string) {
  return queryOptions({
    queryKey: ['attempt', id],
    queryFn: ({ signal }) => callOrThrow(getAttempt, { params: { id }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}
