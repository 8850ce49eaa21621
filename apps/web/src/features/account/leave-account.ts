import { forgetOwner } from '#features/offline/owner.ts';
import { endSignIn, LEAVING, noteLeaving } from '#features/sign-in/leaving.ts';
import { tellTabs } from '#features/sign-in/tell-tabs.ts';
import { clearBrowser } from '#lib/clear-browser.ts';
import { CallFailed } from '#lib/failure.ts';
import { queryClient } from '#lib/query-client.ts';

/** A server silent for longer is told later, milliseconds. */
const SILENCE_MS = 4_000;

/**
 * Signs out of this browser, whether the server can be told or not: what the phone keeps of the person goes at once, and
 * the server hears of it when it can be asked again. Then loads the app anew, so that nothing stays in memory either.
 * @throws CallFailed where the server was not told, and this browser could not remember to do so
 */
export async function leaveAccount(reload = () => window.location.replace('/sign-in')): Promise<void> {
  const isNoted = noteLeaving();
  // Asked for a screen that nobody sees any more, and answered as to a stranger.
  await queryClient.cancelQueries();
  await forgetOwner().catch(() => undefined);
  if (isNoted) await Promise.race([endSignIn(), new Promise((resolve) => setTimeout(resolve, SILENCE_MS))]);
  else {
    const answer = await endSignIn();
    if (answer.kind !== 'ok') throw new CallFailed(answer);
  }
  tellTabs(null);
  await clearBrowser([LEAVING]);
  reload();
}
