import { getRoster, listClassSessions } from '@hadir/contract/sessions.ts';
import { queryOptions } from '@tanstack/react-query';
import { callOrThrow } from '#lib/api.ts';
import { addDays, type Day, startOfDay } from '#lib/zoned-day.ts';

export const sessionKeys = {
  all: ['class-sessions'],
  roster: (id: string) => ['class-sessions', 'roster', id],
} as const;

/** Class sessions that touch the days from `first` to `last` of the school's zone. */
export function sessionsQuery(first: Day, last: Day, zone: string) {
  return queryOptions({
    queryKey: [...sessionKeys.all, first, last, zone],
    queryFn: ({ signal }) => {
      const from = new Date(startOfDay(first, zone)).toISOString();
      const to = new Date(startOfDay(addDays(last, 1), zone) - 1).toISOString();
      return callOrThrow(listClassSessions, { query: { from, to }, signal });
    },
  });
}

// Request and drawing included, a change is on the screen within a second.
const LIVE_MS = 800;
const IDLE_MS = 10_000;

/** The roster: live while the session is open, slower otherwise, not at all while out of sight. */
export function rosterQuery(id: string) {
  return queryOptions({
    queryKey: sessionKeys.roster(id),
    queryFn: ({ signal }) => callOrThrow(getRoster, { params: { id }, signal }),
    staleTime: 0,
    retry: false,
    refetchInterval: (query) => (query.state.data?.session.phase === 'open' ? LIVE_MS : IDLE_MS),
    refetchIntervalInBackground: false,
  });
}
