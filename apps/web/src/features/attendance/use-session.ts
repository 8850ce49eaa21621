import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { ActiveSession, activeSessionsQuery } from './active-sessions.ts';

/**
 * The class session of this screen. The one that the student has tapped stays, also when it closes meanwhile: the
 * server judges the mark and says why. `now` is the same as the server lists it: null when it is not open for the
 * student any more, undefined while nobody knows.
 */
export function useSession(sessionId: string | undefined) {
  const { state } = useLocation();
  const [tapped] = useState(() => {
    const parsed = ActiveSession.safeParse(state?.session);
    return parsed.success && parsed.data.id === sessionId ? parsed.data : null;
  });
  const [seen, setSeen] = useState(tapped);
  const query = useQuery(activeSessionsQuery);
  const now = query.data && (query.data.find(({ id }) => id === sessionId) ?? null);
  const listed = now ?? null;
  if (listed && !seen) setSeen(listed);
  return { session: seen ?? listed, now, query };
}
