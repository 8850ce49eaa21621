import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { useMe } from '#features/sign-in/me.ts';
import { useBreak } from '#lib/use-break.ts';
import { activeSessionsQuery } from './active-sessions.ts';
import { type CheckIn, checkIn } from './check-in.ts';
import { setCheckIn, useCheckIn } from './check-in-store.ts';

/** Starts and stops the one check-in of a screen; leaving the screen ends it. */
export function useCheckInRun(session: CheckIn['session']) {
  const me = useMe();
  const queries = useQueryClient();
  const state = useCheckIn();
  const leaving = useRef<AbortController | null>(null);

  const breakScreen = useBreak();

  const stop = useCallback(() => {
    leaving.current?.abort();
    setCheckIn({ kind: 'ready' });
  }, []);
  const start = useCallback(
    (way: CheckIn['way']) => {
      leaving.current?.abort();
      leaving.current = new AbortController();
      checkIn({ personId: me.id, session, way, signal: leaving.current.signal }).catch(breakScreen);
    },
    [me.id, session, breakScreen],
  );
  useEffect(() => stop, [stop]);
  useEffect(() => {
    if (state.kind !== 'finished') return;
    void queries.invalidateQueries({ queryKey: activeSessionsQuery.queryKey });
    void queries.invalidateQueries({ queryKey: ['own-records'] });
    const { outcome } = state;
    if (outcome.kind !== 'refused') return;
    if (outcome.code === 'face_not_registered') void queries.invalidateQueries({ queryKey: ['face-template'] });
  }, [state, queries]);

  /** Where the phone is registered or waits: the gate looks again. */
  const checkPhone = useCallback(() => {
    stop();
    void queries.resetQueries({ queryKey: ['phone-key', me.id] });
  }, [me.id, queries, stop]);
  return { state, start, stop, checkPhone };
}
