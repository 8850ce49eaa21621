import type { RosterItem } from '@hadir/contract/sessions.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { watchRoster } from '#features/live/watch-roster.ts';
import { queryClient } from '#lib/query-client.ts';
import { patchRoster } from './patch-roster.ts';
import { rosterQuery, sessionKeys } from './session-queries.ts';

/** The roster of a class session: told of changes while the socket is up, asked for while it is not. */
export function useLiveRoster(id: string) {
  const [isLive, setIsLive] = useState(false);
  useEffect(() => {
    const queryKey = sessionKeys.roster(id);
    const stale = () => void queryClient.invalidateQueries({ queryKey });
    const rows = (items: readonly RosterItem[]) => {
      queryClient.setQueryData(rosterQuery(id).queryKey, (roster) => roster && patchRoster(roster, items));
      // An answer that is on its way may be older than these rows.
      if (queryClient.isFetching({ queryKey }) > 0) stale();
    };
    const stop = watchRoster(id, { rows, stale, live: setIsLive });
    return () => {
      stop();
      setIsLive(false);
    };
  }, [id]);
  return { query: useQuery(rosterQuery(id, isLive)), isLive };
}
