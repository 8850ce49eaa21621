import type { ChallengeFacts, SessionFacts } from './attempt-facts.ts';

/** Does the session take marks at this moment? The ends of the window belong to it. */
export function isSessionOpen(session: Pick<SessionFacts, 'isActive' | 'startsAt' | 'endsAt'>, now: Date): boolean {
  return session.isActive && session.startsAt <= now && now <= session.endsAt;
}

/** Between these it takes marks, once it is opened; one that was closed by hand did until then. */
export function windowOf({ startsAt, endsAt, closedAt }: Pick<SessionFacts, 'startsAt' | 'endsAt' | 'closedAt'>) {
  return { from: startsAt, to: closedAt !== null && closedAt < endsAt ? closedAt : endsAt };
}

/**
 * Check 6 for a mark without network: was the session open when it was made? One that was closed by hand took marks until
 * then, and one that was opened late from its planned start on.
 */
export function wasSessionOpen(session: SessionFacts, capturedAt: Date): boolean {
  if (!session.isActive && session.closedAt === null) return false;
  const { from, to } = windowOf(session);
  return from <= capturedAt && capturedAt <= to;
}

/**
 * Check 6: open now, or open when the challenge was issued and not closed by hand since; a slow phone
 * does not lose a mark it began in time.
 */
export function isSessionActive(session: SessionFacts, challenge: ChallengeFacts | null, now: Date): boolean {
  if (isSessionOpen(session, now)) return true;
  if (challenge?.sessionId !== session.id || !challenge.wasSessionActive) return false;
  return session.closedAt === null || session.closedAt < challenge.issuedAt;
}
