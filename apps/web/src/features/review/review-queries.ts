import {
  countReviews,
  getReview,
  listReviewDecisions,
  listReviewRates,
  listReviews,
  type ReviewList,
} from '@hadir/contract/review.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { callOrThrow } from '#lib/api.ts';

export const reviewKeys = { all: ['reviews'] } as const;

const firstPage: string | null = null;
const paged = (cursor: string | null) => (cursor === null ? {} : { cursor });

/** Marks that wait or are flagged, page by page. */
export function reviewsQuery(list: ReviewList, scope: 'own' | 'all') {
  return infiniteQueryOptions({
    queryKey: [...reviewKeys.all, list, scope],
    queryFn: ({ signal, pageParam }) =>
      callOrThrow(listReviews, { query: { list, scope, ...paged(pageParam) }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  });
}

/** What was decided, newest first. */
export function decisionsQuery() {
  return infiniteQueryOptions({
    queryKey: [...reviewKeys.all, 'decisions'],
    queryFn: ({ signal, pageParam }) => callOrThrow(listReviewDecisions, { query: paged(pageParam), signal }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  });
}

const COUNT_MS = 30_000;

/** For the badge in the navigation. */
export const countsQuery = queryOptions({
  queryKey: [...reviewKeys.all, 'counts'],
  queryFn: ({ signal }) => callOrThrow(countReviews, { signal }),
  refetchInterval: COUNT_MS,
});

/** One mark with its evidence. Every fetch is audited, so it is fetched once a visit. */
export function reviewQuery(id: string) {
  return queryOptions({
    queryKey: [...reviewKeys.all, 'mark', id],
    queryFn: ({ signal }) => callOrThrow(getReview, { params: { id }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

export const ratesQuery = queryOptions({
  queryKey: [...reviewKeys.all, 'rates'],
  queryFn: ({ signal }) => callOrThrow(listReviewRates, { query: {}, signal }),
});
