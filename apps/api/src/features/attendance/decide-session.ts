import type { ChallengeFacts, SessionFacts } from './attempt-facts.ts';

/** Does the session take marks at this moment? The ends of the window belong to it. */
export function isSessionOpen(session: Pick<SessionFacts, 'isActive' | 'startsAt' | 'endsAt'>, now: Date): boolean {
  return session.isActive && session.startsAt <= now && now <= session.endsAt;
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
