import { countLookAlikes, listLookAlikes, listTwins } from '@hadir/contract/look-alikes.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { callOrThrow } from '#lib/api.ts';

export const lookAlikeKeys = { all: ['look-alikes'] } as const;

const firstPage: string | null = null;

/** Pairs of registered faces that come close to each other, page by page. */
export function lookAlikesQuery(state: 'open' | 'closed') {
  return infiniteQueryOptions({
    queryKey: [...lookAlikeKeys.all, state],
    queryFn: ({ signal, pageParam }) =>
      callOrThrow(listLookAlikes, { query: { state, ...(pageParam !== null && { cursor: pageParam }) }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  });
}

const COUNT_MS = 60_000;

/** For the number in the navigation. */
export const lookAlikeCountQuery = queryOptions({
  queryKey: [...lookAlikeKeys.all, 'count'],
  queryFn: ({ signal }) => callOrThrow(countLookAlikes, { signal }),
  refetchInterval: COUNT_MS,
});

/** Pairs that are known to look alike. */
export const twinsQuery = queryOptions({
  queryKey: [...lookAlikeKeys.all, 'twins'],
  queryFn: ({ signal }) => callOrThrow(listTwins, { signal }),
});
