import { getRetention, listErasureRequests, listRetentionRuns } from '@hadir/contract/privacy.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { callOrThrow } from '#lib/api.ts';

export const privacyKeys = {
  retention: ['privacy', 'retention'],
  runs: ['privacy', 'runs'],
  requests: ['privacy', 'requests'],
} as const;

/** How long the school keeps what. */
export const retentionQuery = queryOptions({
  queryKey: privacyKeys.retention,
  queryFn: ({ signal }) => callOrThrow(getRetention, { signal }),
});

const firstPage: string | null = null;

/** What retention did, newest first. */
export function runsQuery() {
  return infiniteQueryOptions({
    queryKey: privacyKeys.runs,
    queryFn: ({ signal, pageParam }) =>
      callOrThrow(listRetentionRuns, { query: pageParam === null ? {} : { cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.next_cursor,
  });
}

/** Who asked to be erased, newest first. */
export function requestsQuery() {
  return infiniteQueryOptions({
    queryKey: privacyKeys.requests,
    queryFn: ({ signal, pageParam }) =>
      callOrThrow(listErasureRequests, { query: pageParam === null ? {} : { cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.next_cursor,
  });
}
