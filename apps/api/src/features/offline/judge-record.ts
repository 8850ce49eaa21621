import type { OfflineClaim } from '@hadir/contract/offline.ts';
import type { OfflineFacts } from '#features/attendance/attempt-facts.ts';
import { windowOf } from '#features/attendance/decide-session.ts';
import type { Challenge, ClassSession, OfflineChain } from '#generated/prisma/client.ts';
import type { KeyRing } from '#http/context.ts';
import { decideCaptureTime } from './decide-capture-time.ts';
import { isNextInChain } from './decide-chain.ts';
import { readTicket, type TicketFacts } from './sign-ticket.ts';

export type RecordFacts = {
  /** Unjudged: `offline` of the body. */
  claim: OfflineClaim | null;
  claimedTicketId: string | null;
  keys: KeyRing;
  person: { id: string };
  key: { id: string };
  chain: OfflineChain | null;
  row: TicketRow | null;
  receivedAt: Date;
  sentWallMs: number | null;
};

/** Of the ticket; null where it is gone. */
type TicketRow = Pick<Challenge, 'personId' | 'sessionId' | 'claimedKey' | 'nonce' | 'issuedAt'> & {
  session: Pick<ClassSession, 'startsAt' | 'endsAt' | 'closedAt'>;
};

/** How a signed record stands: its place in the chain, its ticket, its time. The first fault is the reason. */
export function judgeRecord({ claim, ...facts }: RecordFacts): OfflineFacts & { isNext: boolean; movedMs: number } {
  const { receivedAt, chain, row } = facts;
  const isNext = claim !== null && isNextInChain(chain, claim);
  const without = { capturedAt: receivedAt, receivedAt, reviews: [], isNext, movedMs: 0 };
  if (claim === null) return { ...without, fault: 'malformed_ticket' };
  const ticket = readTicket(facts.keys, claim.ticket);
  const time = decideCaptureTime({
    claim,
    // Of the row, never of the text that came back. A ticket without one bounds nothing, and is refused for that.
    ticketIssuedAt: row?.issuedAt ?? new Date(0),
    window: row && windowOf(row.session),
    previousAt: chain?.lastCapturedAt ?? null,
    ...{ receivedAt, sentWallMs: facts.sentWallMs },
  });
  const reviews: OfflineFacts['reviews'] = [
    ...(time.isClockChanged ? (['clock_changed'] as const) : []),
    ...(chain?.isRestarted ? (['chain_restarted'] as const) : []),
  ];
  const fault = isNext ? (findFault(facts, ticket) ?? time.fault) : 'chain_broken';
  return { capturedAt: time.at, receivedAt, fault, reviews, isNext, movedMs: time.movedMs };
}

function findFault(
  { claimedTicketId, person, key, row, receivedAt }: Omit<RecordFacts, 'claim'>,
  ticket: { facts: TicketFacts; isVouched: boolean } | null,
): OfflineFacts['fault'] {
  if (ticket === null) return 'unknown_ticket';
  const { facts, isVouched } = ticket;
  if (facts.id !== claimedTicketId || !(isVouched || isOfRow(facts, row))) return 'unknown_ticket';
  if (facts.person !== person.id) return 'other_person';
  if (facts.key !== key.id) return 'other_key';
  // Where the row is there, check 7 looks at the end of its class, which may have been moved since.
  return row === null && new Date(facts.send_until) <= receivedAt ? 'sent_too_late' : null;
}

/**
 * A ticket whose key is gone says what its row says, or it is none: its holder can read the nonce in it, and write
 * anything around that. The other facts may have changed since, and nothing is judged by them.
 */
function isOfRow(facts: TicketFacts, row: TicketRow | null): boolean {
  return (
    row !== null &&
    facts.nonce === row.nonce &&
    facts.person === row.personId &&
    facts.key === row.claimedKey &&
    facts.session === row.sessionId &&
    Date.parse(facts.issued_at) === row.issuedAt.getTime()
  );
}
