import { meQuery } from '#features/sign-in/me.ts';
import { queryClient } from '#lib/query-client.ts';
import { useCheckIn } from './check-in-store.ts';
import { readOutbox, useOutbox } from './outbox-store.ts';
import { sendOfflineMarks } from './send-offline-marks.ts';

/** A network that comes back does not always say so: while a mark waits, ask this often, milliseconds. */
const AGAIN_MS = 5000;

let running: Promise<void> | null = null;

/** One round at a time. A browser that keeps nothing has nothing to send. */
async function run(): Promise<void> {
  if (useCheckIn.getState().kind === 'sending') return;
  const signedIn = queryClient.getQueryData(meQuery.queryKey)?.id ?? null;
  running ??= sendOfflineMarks(signedIn)
    .catch(() => undefined)
    .finally(() => {
      running = null;
    });
  await running;
}

/**
 * Sends marks that were made without network, of everybody on this phone, whoever is signed in: on start, on reconnect,
 * when the app comes to the front, and by the clock.
 */
export function watchOfflineMarks(): void {
  const runIfSome = () => {
    if (useOutbox.getState().marks.some(({ offline }) => offline !== undefined)) void run();
  };
  readOutbox().then(runIfSome, () => undefined);
  addEventListener('online', () => void run());
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && runIfSome());
  setInterval(runIfSome, AGAIN_MS);
}
