import type { OfflineClaim } from '@hadir/contract/offline.ts';
import type { OfflineFault } from '#features/attendance/attempt-facts.ts';

/** Clocks that differ by less agree, milliseconds. */
const toleranceMs = 120_000;

export type CaptureFacts = {
  claim: Pick<OfflineClaim, 'captured_at' | 'clock'>;
  ticketIssuedAt: Date;
  /** In which the class took marks; null without a ticket that we know. */
  window: { from: Date; to: Date } | null;
  /** Of the record before in the chain; null for the first one. */
  previousAt: Date | null;
  receivedAt: Date;
  /** The phone's own clock when it sent, milliseconds since 1970; null where it did not say. */
  sentWallMs: number | null;
};

type CaptureFault = Extract<OfflineFault, 'future_capture' | 'before_ticket' | 'before_previous'>;

type CaptureTime = {
  /** Never after it came in. */
  at: Date;
  fault: CaptureFault | null;
  /** Milliseconds from what the phone claims to `at`; the times of its fixes are as far off. */
  movedMs: number;
  /** The phone's own clocks, or its clock and ours, do not agree on it. */
  isClockChanged: boolean;
};

/**
 * When was a mark made that came in later? The phone says so, within what it cannot invent: after its ticket was given,
 * not before the record before it, not after it came in. Where its clocks do not agree a person is told, and the class decides between what it
 * claims, what its clock counted until it sent, and what the clock that nobody sets counted since it heard ours. Where
 * none of them fits to the class, it was made at the earliest in the first moment that can be: that one is kept. Before
 * its ticket is what no changed clock makes a phone say, so that stands against it in any case.
 */
export function decideCaptureTime(facts: CaptureFacts): CaptureTime {
  const { claim, receivedAt, sentWallMs, window } = facts;
  const { heard_at, wall_ms, elapsed_ms } = claim.clock;
  const claimed = Date.parse(claim.captured_at);
  const counted = sentWallMs === null ? claimed : receivedAt.getTime() - (sentWallMs - wall_ms);
  const steady = elapsed_ms === null ? claimed : Date.parse(heard_at) + elapsed_ms;
  const fits = (time: number) =>
    findFault(facts, time) === null && window !== null && time >= window.from.getTime() && time <= window.to.getTime();
  // A phone that slept since it heard our time looks like one whose clock was set ahead; only the class tells them apart.
  const isAhead = !fits(claimed) && fits(steady);
  const isClockChanged = Math.abs(claimed - counted) > toleranceMs || isAhead || !isBorneOut(facts, claimed);
  const isOpenToDoubt = isClockChanged && findFault(facts, claimed) !== 'before_ticket';
  const chosen = isOpenToDoubt ? ([claimed, counted, steady].find(fits) ?? findEarliest(facts) ?? claimed) : claimed;
  // Before 1970 is nothing that the database takes.
  const at = Math.max(0, Math.min(chosen, receivedAt.getTime()));
  return { at: new Date(at), fault: findFault(facts, chosen), movedMs: at - claimed, isClockChanged };
}

/** The first moment within ticket, chain and class, if that has come; milliseconds. */
function findEarliest({ ticketIssuedAt, previousAt, window, receivedAt }: CaptureFacts): number | null {
  if (window === null) return null;
  const earliest = Math.max(ticketIssuedAt.getTime(), window.from.getTime(), previousAt?.getTime() ?? 0);
  return earliest <= Math.min(window.to.getTime(), receivedAt.getTime()) ? earliest : null;
}

/** Each line says what must hold, so that a time that is none is refused. */
function findFault({ ticketIssuedAt, previousAt, receivedAt }: CaptureFacts, time: number): CaptureFault | null {
  if (!(time <= receivedAt.getTime() + toleranceMs)) return 'future_capture';
  if (!(time >= ticketIssuedAt.getTime())) return 'before_ticket';
  return previousAt !== null && !(time >= previousAt.getTime()) ? 'before_previous' : null;
}

/**
 * Do the phone's two clocks give what it claims, and is that over? The one that nobody sets stands still while a phone
 * sleeps.
 */
function isBorneOut({ claim, ticketIssuedAt, receivedAt }: CaptureFacts, claimed: number): boolean {
  const { heard_at, heard_wall_ms, wall_ms, elapsed_ms } = claim.clock;
  const heardAt = Date.parse(heard_at);
  const byWall = wall_ms - heard_wall_ms;
  return (
    heardAt >= ticketIssuedAt.getTime() - toleranceMs &&
    heardAt <= receivedAt.getTime() + toleranceMs &&
    claimed <= receivedAt.getTime() + toleranceMs &&
    byWall >= (elapsed_ms ?? 0) - toleranceMs &&
    Math.abs(claimed - (heardAt + byWall)) <= toleranceMs
  );
}
