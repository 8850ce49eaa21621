import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { renewTickets } from '#features/offline/renew-tickets.ts';
import { useMe } from '#features/sign-in/me.ts';
import { activeSessionsQuery } from './active-sessions.ts';
import { useCheckIn } from './check-in-store.ts';
import { canStillCount, type KeptMark, listKeptMarks } from './outbox.ts';
import { readOutbox, resendMarks, useOutbox } from './outbox-store.ts';

/** A browser that keeps nothing for this site has no outbox; a mark is then refused its way before it is made. */
const ignore = () => undefined;

/** A server that comes back says nothing: while a mark can still count, ask again this often, milliseconds. */
const AGAIN_MS = 4000;

/** A late mark cannot count any more; what became of it is asked for less often, milliseconds. */
const LATE_AGAIN_MS = 30_000;

/** Tickets are asked for anew this often while the app is open, milliseconds. */
const TICKETS_MS = 15 * 60_000;

/** Fetches tickets for marks without network: on start, when the app comes to the front, and by the clock. */
export function TicketKeeper() {
  const me = useMe();
  useEffect(() => {
    let renewedAt = 0;
    const renew = async () => {
      if (document.visibilityState !== 'visible' || Date.now() - renewedAt < AGAIN_MS) return;
      renewedAt = Date.now();
      await renewTickets(me, async () =>
        (await listKeptMarks()).some(({ personId, offline }) => personId === me.id && offline !== undefined),
      );
    };
    const run = () => void renew().catch(ignore);
    run();
    addEventListener('online', run);
    document.addEventListener('visibilitychange', run);
    const timer = setInterval(run, TICKETS_MS);
    return () => {
      removeEventListener('online', run);
      document.removeEventListener('visibilitychange', run);
      clearInterval(timer);
    };
  }, [me]);
  return null;
}

/** Sends kept marks again on start, on reconnect, when the app comes to the front, and by the clock. */
export function OutboxRunner() {
  const me = useMe();
  const queries = useQueryClient();
  useEffect(() => {
    const run = () => {
      // The check-in itself sends first; it tells when it has no answer.
      if (useCheckIn.getState().kind !== 'sending') resendMarks(me.id).catch(ignore);
    };
    const runWhenShown = () => document.visibilityState === 'visible' && run();
    const runIfSome = (isDue: (mark: KeptMark) => boolean) => {
      if (useOutbox.getState().marks.some((mark) => mark.personId === me.id && isDue(mark))) run();
    };
    readOutbox().then(run).catch(ignore);
    addEventListener('online', run);
    document.addEventListener('visibilitychange', runWhenShown);
    const timers = [
      setInterval(() => runIfSome((mark) => canStillCount(mark, Date.now())), AGAIN_MS),
      setInterval(() => runIfSome(() => true), LATE_AGAIN_MS),
    ];
    return () => {
      removeEventListener('online', run);
      document.removeEventListener('visibilitychange', runWhenShown);
      for (const timer of timers) clearInterval(timer);
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
