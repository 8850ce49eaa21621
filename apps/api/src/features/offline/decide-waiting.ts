/** Milliseconds after its planned end for which a class may still be opened late. */
const openedLateMs = 15 * 60_000;

type PlannedSession = {
  startsAt: Date;
  endsAt: Date;
  isActive: boolean;
  closedAt: Date | null;
  cancelledAt: Date | null;
};

/**
 * May a record still come to count because the class has not been opened yet? One that is opened late counts from its planned
 * start on, so what was made before that waits for nothing.
 */
export function mayStillOpen(session: PlannedSession, capturedAt: Date, receivedAt: Date): boolean {
  const { isActive, closedAt, cancelledAt, startsAt, endsAt } = session;
  return (
    !isActive &&
    closedAt === null &&
    cancelledAt === null &&
    startsAt <= capturedAt &&
    capturedAt <= endsAt &&
    receivedAt.getTime() <= endsAt.getTime() + openedLateMs
  );
}
