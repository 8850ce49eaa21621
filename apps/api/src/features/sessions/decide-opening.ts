type Times = { startsAt: Date; endsAt: Date; plannedStartsAt: Date | null };

/** Start and end, moved so that the session is open now; a start that was moved is kept, as who is late depends on it. */
export function decideOpening(session: Times, now: Date): Times {
  const { startsAt, endsAt, plannedStartsAt } = session;
  const isEarly = startsAt > now;
  const plannedMs = endsAt.getTime() - startsAt.getTime();
  return {
    startsAt: isEarly ? now : startsAt,
    endsAt: endsAt < now ? new Date(now.getTime() + plannedMs) : endsAt,
    plannedStartsAt: plannedStartsAt ?? (isEarly ? startsAt : null),
  };
}
