import { getSettings, listSettingsHistory } from '@hadir/contract/settings.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { callOrThrow } from '#lib/api.ts';

const key = ['mark-settings'] as const;

/** Points, limits and policies as they stand. */
export const markSettingsQuery = queryOptions({
  queryKey: [...key, 'present'],
  queryFn: ({ signal }) => callOrThrow(getSettings, { signal }),
});

const firstPage: string | null = null;

/** What was changed, newest first. */
export function markSettingsHistoryQuery() {
  return infiniteQueryOptions({
    queryKey: [...key, 'history'],
    queryFn: ({ signal, pageParam }) =>
      callOrThrow(listSettingsHistory, { query: pageParam === null ? {} : { cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.next_cursor,
  });
}

export const markSettingsKey = key;
