import type { Tx } from '#db.ts';
import { notFound } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { ownSessions } from './own-sessions.ts';
import { type SessionFacts, sessionFacts } from './show-session.ts';

/**
 * A class session whose staff this person is: the course's teacher, a colleague who was added or
 * took it over, or who looks after the school. For everybody else it does not exist.
 * @throws AppError not_found
 */
export async function getClassSession(tx: Tx, person: SignedIn, id: string): Promise<SessionFacts> {
  const session = isId(id)
    ? await tx.classSession.findFirst({ where: { ...ownSessions(person), id }, select: sessionFacts })
    : null;
  if (!session) throw notFound();
  return session;
}
