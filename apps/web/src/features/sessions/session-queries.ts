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
/** Where changes are told by the socket, asking is for what it may have missed. */
const TOLD_MS = 30_000;
/** The next room code is there a little after the last one has run out. */
const CODE_MS = 150;

/**
 * The roster: asked for while the session is open, slower otherwise, not at all while out of sight.
 * @param isTold changes come by themselves: then it is asked for when the room code changes
 */
export function rosterQuery(id: string, isTold = false) {
  return queryOptions({
    queryKey: sessionKeys.roster(id),
    queryFn: ({ signal }) => callOrThrow(getRoster, { params: { id }, signal }),
    staleTime: 0,
    retry: false,
    refetchInterval: ({ state: { data, status } }) => {
      if (data?.session.phase !== 'open') return isTold ? TOLD_MS : IDLE_MS;
      if (!isTold || status === 'error') return LIVE_MS;
      return data.room_code ? data.room_code.expires_in_ms + CODE_MS : TOLD_MS;
    },
    refetchIntervalInBackground: false,
  });
}
