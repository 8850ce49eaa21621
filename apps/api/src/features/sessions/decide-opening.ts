/** Planned start and end, moved so that the session is open now. */
export function decideOpening(session: { startsAt: Date; endsAt: Date }, now: Date): { startsAt: Date; endsAt: Date } {
  const plannedMs = session.endsAt.getTime() - session.startsAt.getTime();
  return {
    startsAt: session.startsAt > now ? now : session.startsAt,
    endsAt: session.endsAt < now ? new Date(now.getTime() + plannedMs) : session.endsAt,
  };
}
