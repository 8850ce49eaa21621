import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useMe } from '#features/sign-in/me.ts';
import { activeSessionsQuery } from './active-sessions.ts';
import { useCheckIn } from './check-in-store.ts';
import { canStillCount } from './outbox.ts';
import { readOutbox, resendMarks, useOutbox } from './outbox-store.ts';

/** A server that comes back says nothing: while a mark can still count, ask again this often, milliseconds. */
const AGAIN_MS = 4000;

/** Sends kept marks again on start, on reconnect, when the app comes to the front, and while they can count. */
export function OutboxRunner() {
  const me = useMe();
  const queries = useQueryClient();
  useEffect(() => {
    const run = () => {
      // The check-in itself sends first; it tells when it has no answer.
      if (useCheckIn.getState().kind !== 'sending') void resendMarks(me.id);
    };
    const runWhenShown = () => document.visibilityState === 'visible' && run();
    void readOutbox().then(run);
    addEventListener('online', run);
    document.addEventListener('visibilitychange', runWhenShown);
    const timer = setInterval(() => {
      const { marks } = useOutbox.getState();
      if (marks.some((mark) => canStillCount(mark, Date.now()))) run();
    }, AGAIN_MS);
    return () => {
      removeEventListener('online', run);
      document.removeEventListener('visibilitychange', runWhenShown);
      clearInterval(timer);
    };
  }, [me.id]);
  useEffect(
    () =>
      useOutbox.subscribe((state, before) => {
        if (state.results.length > before.results.length) {
          void queries.invalidateQueries({ queryKey: activeSessionsQuery.queryKey });
          void queries.invalidateQueries({ queryKey: ['own-records'] });
        }
      }),
    [queries],
  );
  return null;
}
