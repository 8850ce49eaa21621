import type { OfflineClaim } from '@hadir/contract/offline.ts';
import type { OfflineFault } from '#features/attendance/attempt-facts.ts';

/** Clocks that differ by less agree, milliseconds. */
const toleranceMs = 120_000;

export type CaptureFacts = {
  claim: Pick<OfflineClaim, 'captured_at' | 'clock'>;
  ticketIssuedAt: Date;
  /** Of the class, as the ticket has it; null without a ticket. */
  window: { from: Date; to: Date } | null;
  /** Of the record before in the chain; null for the first one. */
  previousAt: Date | null;
  receivedAt: Date;
  /** The phone's own clock when it sent, milliseconds since 1970; null where it did not say. */
  sentWallMs: number | null;
};

type CaptureFault = Extract<OfflineFault, 'future_capture' | 'before_ticket' | 'before_previous'>;

export type CaptureTime = {
  /** Never after it came in. */
  at: Date;
  fault: CaptureFault | null;
  /** The phone's own clocks, or its clock and ours, do not agree on it. */
  isClockChanged: boolean;
};

/**
 * When was a mark made that came in later? The phone says so, within what it cannot invent: after its ticket was given,
 * not before the record before it, not after it came in. Where its clock was changed before the mark, and not since, the
 * time until it was sent says better when that was: a person is told, and the time that the class fits to is taken.
 */
export function decideCaptureTime(facts: CaptureFacts): CaptureTime {
  const { claim, receivedAt, sentWallMs, window } = facts;
  const claimed = Date.parse(claim.captured_at);
  const counted = sentWallMs === null ? claimed : receivedAt.getTime() - (sentWallMs - claim.clock.wall_ms);
  const isClockChanged = Math.abs(claimed - counted) > toleranceMs || !isBorneOut(facts, claimed);
  const fits = (time: number) =>
    findFault(facts, time) === null && window !== null && time >= window.from.getTime() && time <= window.to.getTime();
  const chosen = [claimed, counted].find(fits) ?? claimed;
  const fault = findFault(facts, chosen);
  return { at: new Date(Math.min(chosen, receivedAt.getTime())), fault, isClockChanged };
}

/** Each line says what must hold, so that a time that is none is refused. */
function findFault({ ticketIssuedAt, previousAt, receivedAt }: CaptureFacts, time: number): CaptureFault | null {
  if (!(time <= receivedAt.getTime() + toleranceMs)) return 'future_capture';
  if (!(time >= ticketIssuedAt.getTime())) return 'before_ticket';
  return previousAt !== null && !(time >= previousAt.getTime()) ? 'before_previous' : null;
}

/** Do the phone's two clocks give what it claims? The one that nobody sets stands still while a phone sleeps. */
function isBorneOut({ claim, ticketIssuedAt, receivedAt }: CaptureFacts, claimed: number): boolean {
  const { heard_at, heard_wall_ms, wall_ms, elapsed_ms } = claim.clock;
  const heardAt = Date.parse(heard_at);
  const byWall = wall_ms - heard_wall_ms;
  return (
    heardAt >= ticketIssuedAt.getTime() - toleranceMs &&
    heardAt <= receivedAt.getTime() + toleranceMs &&
    byWall >= (elapsed_ms ?? 0) - toleranceMs &&
    Math.abs(claimed - (heardAt + byWall)) <= toleranceMs
  );
}
