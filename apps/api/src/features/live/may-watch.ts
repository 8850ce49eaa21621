import { may } from '@hadir/contract/permissions.ts';
import { getClassSession } from '#features/sessions/get-class-session.ts';
import type { SessionFacts } from '#features/sessions/show-session.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { loadSignIn, type SignedIn } from '#http/load-sign-in.ts';

/** Whose socket it is, by the sign-in of its browser. */
export type Watcher = { signInId: string; personId: string };

/** Who that is now; null when the sign-in is over or the person may see no roster any more. */
export async function findWatcher(context: Context, { signInId, personId }: Watcher): Promise<SignedIn | null> {
  const person = await loadSignIn(context, signInId, personId);
  if (!person || person.lacksSecondFactor || person.isStopped) return null;
  return may(person.role, 'attendance:read') ? person : null;
}

/** The class session that this person may watch; null for every other. */
export async function findWatched(context: Context, person: SignedIn, sessionId: string): Promise<SessionFacts | null> {
  try {
    return await getClassSession(context.db, person, sessionId);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
