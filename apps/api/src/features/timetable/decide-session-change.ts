import type { Occurrence } from './decide-occurrence.ts';

/** A session of a rule that nobody has opened and that holds no mark. */
export type UntouchedSession = {
  startsAt: Date;
  endsAt: Date;
  title: string;
  room: string;
  placeId: string | null;
  opensItself: boolean;
  cancelledAt: Date | null;
  cancelReason: string | null;
  /** A phone holds a ticket for it, so somebody counts on it. */
  isAwaited: boolean;
};

export type SessionPlan = Omit<UntouchedSession, 'cancelledAt' | 'cancelReason' | 'isAwaited'>;

export type SessionChange =
  | { kind: 'none' }
  | { kind: 'change'; plan: SessionPlan }
  | { kind: 'cancel'; reason: string | null }
  | { kind: 'remove' };

/** How a session looks that is made for this occurrence. */
export function planSession(rule: { title: string; opensItself: boolean }, occurrence: Occurrence): SessionPlan {
  const { startsAt, endsAt, room, placeId } = occurrence;
  return { startsAt, endsAt, room, placeId, title: rule.title, opensItself: rule.opensItself };
}

/**
 * What becomes of an untouched session now that its rule gives this. What is over stays as it was; what somebody counts
 * on is cancelled where all can see it, what nobody knows of goes.
 */
export function decideSessionChange(
  session: UntouchedSession,
  rule: { title: string; opensItself: boolean },
  occurrence: Occurrence | null,
  now: Date,
): SessionChange {
  const isOver = session.endsAt <= now;
  if (occurrence === null) {
    if (isOver) return { kind: 'none' };
    if (!session.isAwaited) return { kind: 'remove' };
    return session.cancelledAt === null ? { kind: 'cancel', reason: null } : { kind: 'none' };
  }
  if (occurrence.kind !== 'held') {
    const isSo = session.cancelledAt !== null && session.cancelReason === occurrence.reason;
    return isOver || isSo ? { kind: 'none' } : { kind: 'cancel', reason: occurrence.reason };
  }
  if (occurrence.endsAt <= now || (isOver && occurrence.startsAt <= now)) return { kind: 'none' };
  const plan = planSession(rule, occurrence);
  return session.cancelledAt === null && isAlike(session, plan) ? { kind: 'none' } : { kind: 'change', plan };
}

function isAlike(session: SessionPlan, plan: SessionPlan): boolean {
  return (
    session.startsAt.getTime() === plan.startsAt.getTime() &&
    session.endsAt.getTime() === plan.endsAt.getTime() &&
    session.title === plan.title &&
    session.room === plan.room &&
    session.placeId === plan.placeId &&
    session.opensItself === plan.opensItself
  );
}
