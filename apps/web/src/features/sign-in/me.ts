import { may, type Permission } from '@hadir/contract/permissions.ts';
import { getMe, type Me } from '@hadir/contract/sign-in.ts';
import { queryOptions } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { call, forgetCsrfToken, onSignedOut } from '#lib/api.ts';
import { CallFailed, isRefused } from '#lib/failure.ts';
import { queryClient } from '#lib/query-client.ts';
import { endSignIn, forgetLeaving, isLeaving } from './leaving.ts';

const key = ['me'] as const;

/** Who is signed in on this browser; null when nobody is. */
export const meQuery = queryOptions({
  queryKey: key,
  staleTime: 60_000,
  queryFn: async ({ signal }): Promise<Me | null> => {
    if (isLeaving()) {
      const ended = await endSignIn();
      // Nobody, as far as this browser is asked: it opens for no one until the server has heard it.
      if (ended.kind !== 'ok') throw new CallFailed(ended);
    }
    const answer = await call(getMe, { signal });
    if (answer.kind === 'ok') return answer.value;
    if (isRefused(answer, 'not_signed_in')) return null;
    throw new CallFailed(answer);
  },
});

/** After a sign-in, registration or set-up: nothing of the person before stays in memory. */
export function becomeSignedIn(me: Me): void {
  forgetCsrfToken();
  forgetLeaving();
  queryClient.clear();
  queryClient.setQueryData(key, me);
}

/** Asks the server anew. Where another tab has signed in as somebody else, this one follows. */
export async function isSignedInAs(personId: string): Promise<boolean> {
  const answer = await call(getMe, {});
  if (answer.kind !== 'ok') return false;
  if (answer.value.id === personId) return true;
  forgetCsrfToken();
  queryClient.setQueryData(key, answer.value);
  void queryClient.resetQueries({ predicate: (query) => query.queryKey[0] !== 'me' });
  return false;
}

/** After a sign-in that has run out; who signs out loads the app anew. */
function becomeSignedOut(): void {
  forgetCsrfToken();
  queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'me' });
  queryClient.setQueryData(key, null);
}

/** What has changed of the person, where that is still who is signed in. */
export function changeMe(personId: string, change: Partial<Me>): void {
  queryClient.setQueryData<Me | null>(key, (me) => (me?.id === personId ? { ...me, ...change } : me));
}

/** Where the sign-in screen leads back to. */
export function getWayBack(path: string): string {
  return path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`;
}

/** The server's word that nobody is signed in is the only thing that leads out of an account. */
export function watchSignedOut(): () => void {
  return onSignedOut(() => {
    if (queryClient.getQueryData<Me | null>(key)) becomeSignedOut();
  });
}

export const MeContext = createContext<Me | null>(null);

/** The person whose screen this is; only inside `RequireSignIn`. */
export function useMe(): Me {
  const me = use(MeContext);
  if (!me) throw new Error('useMe() stands outside RequireSignIn.');
  return me;
}

/** Whether that person may do it at all; whose rows they see, only the API knows. */
export function useMay(permission: Permission): boolean {
  return may(useMe().role, permission);
}
