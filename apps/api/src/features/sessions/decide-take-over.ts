/** A colleague steps in on the day, not weeks before. */
const aheadMs = 24 * 3_600_000;

type Times = { startsAt: Date; endsAt: Date; closedAt: Date | null; cancelledAt: Date | null };

/** May a colleague take it over now? From a day before it begins until it ends. */
export function mayBeTakenOver({ startsAt, endsAt, closedAt, cancelledAt }: Times, now: Date): boolean {
  const isAhead = startsAt.getTime() - now.getTime() <= aheadMs;
  return isAhead && endsAt > now && closedAt === null && cancelledAt === null;
}

/** Begins before this instant, so that it may be taken over. */
export function takenOverBefore(now: Date): Date {
  return new Date(now.getTime() + aheadMs);
}
