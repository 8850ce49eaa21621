import { type Preferences, savePreferences } from '@hadir/contract/preferences.ts';
import type { Me } from '@hadir/contract/sign-in.ts';
import { type Answer, call } from '#lib/api.ts';
import { followNobody, followPerson, takeTried } from '#lib/preferences.ts';
import { queryClient } from '#lib/query-client.ts';
import { changeMe, meQuery } from './me.ts';

/** Language and look follow whoever is signed in on this browser. Returns the way to stop. */
export function followMe(): () => void {
  let seen: Me | null | undefined;
  return queryClient.getQueryCache().subscribe(() => {
    const me = queryClient.getQueryData(meQuery.queryKey);
    if (me === undefined || me === seen) return;
    seen = me;
    if (me === null) void followNobody();
    else void follow(me);
  });
}

async function follow(me: Me): Promise<void> {
  // Whoever chose a language to read the sign-in screen wants to go on in it.
  const chosen = takeTried();
  if (Object.keys(chosen).length > 0) await choosePreferences(me, chosen);
  else await followPerson(me.id, me.preferences);
}

/** Shows it at once and keeps it with the account; where that fails, it holds on this browser only. */
export async function choosePreferences(me: Me, change: Partial<Preferences>): Promise<Answer<typeof savePreferences>> {
  const preferences = { ...me.preferences, ...change };
  await followPerson(me.id, preferences);
  changeMe(me.id, { preferences });
  const answer = await call(savePreferences, { body: change });
  if (answer.kind === 'ok') changeMe(me.id, { preferences: answer.value });
  return answer;
}
