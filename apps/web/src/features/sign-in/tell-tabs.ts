import type { Me } from '@hadir/contract/sign-in.ts';
import { queryClient } from '#lib/query-client.ts';
import { meQuery } from './me.ts';

/** One for speaking and hearing: a channel never hears itself, so whoever leaves is not loaded anew on the way out. */
let channel: BroadcastChannel | null = null;

function openChannel(): BroadcastChannel | null {
  if (typeof BroadcastChannel !== 'function') return null;
  channel ??= new BroadcastChannel('hadir-who');
  return channel;
}

/** Tells the other tabs of this browser who is signed in now; null for nobody. */
export function tellTabs(personId: string | null): void {
  openChannel()?.postMessage({ personId });
}

/** All tabs share one sign-in: a tab that shows another person's screens loads them anew. */
export function watchTabs(reload = () => window.location.reload()): void {
  openChannel()?.addEventListener('message', ({ data }) => {
    const me = queryClient.getQueryData<Me | null>(meQuery.queryKey);
    if (me && me.id !== Reflect.get(Object(data), 'personId')) reload();
    // The sign-in screen goes on by itself when it learns that somebody is signed in.
    else if (!me) void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
  });
}
