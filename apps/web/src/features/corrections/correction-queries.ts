import {
  countCorrections,
  getOwnHistory,
  getRecordHistory,
  listChangeProposals,
  listCorrectionRequests,
} from '@hadir/contract/corrections.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { callOrThrow } from '#lib/api.ts';

export const correctionKeys = { all: ['corrections'] } as const;

const firstPage: string | null = null;
const paged = (cursor: string | null) => (cursor === null ? {} : { cursor });
type List = 'open' | 'decided';

export function requestsQuery(list: List) {
  return infiniteQueryOptions({
    queryKey: [...correctionKeys.all, 'requests', list],
    queryFn: ({ signal, pageParam }) =>
      callOrThrow(listCorrectionRequests, { query: { list, ...paged(pageParam) }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  });
}

export function proposalsQuery(list: List) {
  return infiniteQueryOptions({
    queryKey: [...correctionKeys.all, 'proposals', list],
    queryFn: ({ signal, pageParam }) =>
      callOrThrow(listChangeProposals, { query: { list, ...paged(pageParam) }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  });
}

const COUNT_MS = 30_000;

/** For the badge in the navigation. */
export const correctionCountQuery = queryOptions({
  queryKey: [...correctionKeys.all, 'count'],
  queryFn: ({ signal }) => callOrThrow(countCorrections, { signal }),
  refetchInterval: COUNT_MS,
});

/** Every view is audited, so it is fetched once a visit. */
export function recordHistoryQuery(sessionId: string, studentId: string) {
  return queryOptions({
    queryKey: [...correctionKeys.all, 'history', sessionId, studentId],
    queryFn: ({ signal }) =>
      callOrThrow(getRecordHistory, { params: { id: sessionId, student_id: studentId }, signal }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function ownHistoryQuery(sessionId: string) {
  return queryOptions({
    queryKey: [...correctionKeys.all, 'own-history', sessionId],
    queryFn: ({ signal }) => callOrThrow(getOwnHistory, { params: { session_id: sessionId }, signal }),
    gcTime: 0,
    retry: false,
  });
}
