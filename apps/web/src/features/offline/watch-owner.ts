import { meQuery } from '#features/sign-in/me.ts';
import { queryClient } from '#lib/query-client.ts';
import { findOwnerId, forgetOwner } from './owner.ts';

/** Once the server says that somebody else is signed in here, or nobody, the app opens for no other without network. */
export function watchOwner(): () => void {
  let seen: string | null | undefined;
  return queryClient.getQueryCache().subscribe(() => {
    const me = queryClient.getQueryData(meQuery.queryKey);
    if (me === undefined || (me?.id ?? null) === seen) return;
    seen = me?.id ?? null;
    void forgetAllBut(seen).catch(() => undefined);
  });
}

async function forgetAllBut(personId: string | null): Promise<void> {
  const owner = await findOwnerId();
  if (owner !== null && owner !== personId) await forgetOwner();
}
