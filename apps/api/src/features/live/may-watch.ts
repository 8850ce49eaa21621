import { may } from '@hadir/contract/permissions.ts';
import { ownSessions } from '#features/sessions/own-sessions.ts';
import type { Context } from '#http/context.ts';
import { isId } from '#http/id.ts';
import { loadSignIns, type SignedIn } from '#http/load-sign-in.ts';

/** Whose socket it is, by the sign-in of its browser. */
export type Watcher = { signInId: string; personId: string };

/** Who each of them is now; null when the sign-in is over or the person may see no roster any more. One statement. */
export async function findWatchers(context: Context, watchers: readonly Watcher[]): Promise<(SignedIn | null)[]> {
  const people = await loadSignIns(context, watchers);
  return people.map((person) => {
    if (!person || person.lacksSecondFactor || person.isStopped) return null;
    return may(person.role, 'attendance:read') ? person : null;
  });
}

/** Of each person whether they may watch this class session. Those of one right are asked for together. */
export async function findEntitled(
  context: Context,
  people: readonly SignedIn[],
  sessionId: string,
): Promise<ReadonlySet<SignedIn>> {
  if (!isId(sessionId)) return new Set();
  const byRight = Map.groupBy(people, (person) => JSON.stringify(ownSessions(person)));
  const entitled = await Promise.all(
    [...byRight.values()].map(async (group) => {
      const [one] = group;
      if (!one) return [];
      const where = { ...ownSessions(one), id: sessionId };
      return (await context.db.classSession.count({ where })) > 0 ? group : [];
    }),
  );
  return new Set(entitled.flat());
}
