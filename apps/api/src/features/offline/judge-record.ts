import type { OfflineClaim } from '@hadir/contract/offline.ts';
import type { OfflineFacts } from '#features/attendance/attempt-facts.ts';
import type { Challenge, OfflineChain } from '#generated/prisma/client.ts';
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
  /** Row of the ticket; null where it is gone. */
  row: Pick<Challenge, 'nonce'> | null;
  receivedAt: Date;
  sentWallMs: number | null;
};

/** How a signed record stands: its place in the chain, its ticket, its time. The first fault is the reason. */
export function judgeRecord({ claim, ...facts }: RecordFacts): OfflineFacts & { isNext: boolean } {
  const { receivedAt, chain } = facts;
  const isNext = claim !== null && isNextInChain(chain, claim);
  const without = { capturedAt: receivedAt, receivedAt, reviews: [], isNext };
  if (claim === null) return { ...without, fault: 'malformed_ticket' };
  const ticket = readTicket(facts.keys, claim.ticket);
  const time = decideCaptureTime({
    claim,
    // A ticket that we do not know bounds nothing, and is refused for that.
    ticketIssuedAt: ticket ? new Date(ticket.facts.issued_at) : new Date(0),
    window: ticket && { from: new Date(ticket.facts.window.from), to: new Date(ticket.facts.window.to) },
    previousAt: chain?.lastCapturedAt ?? null,
    ...{ receivedAt, sentWallMs: facts.sentWallMs },
  });
  const reviews: OfflineFacts['reviews'] = [
    ...(time.isClockChanged ? (['clock_changed'] as const) : []),
    ...(chain?.isRestarted ? (['chain_restarted'] as const) : []),
  ];
  const fault = isNext ? (findFault(facts, ticket) ?? time.fault) : 'chain_broken';
  return { capturedAt: time.at, receivedAt, fault, reviews, isNext };
}

function findFault(
  { claimedTicketId, person, key, row, receivedAt }: Omit<RecordFacts, 'claim'>,
  ticket: { facts: TicketFacts; isVouched: boolean } | null,
): OfflineFacts['fault'] {
  if (ticket === null) return 'unknown_ticket';
  const { facts, isVouched } = ticket;
  if (facts.id !== claimedTicketId || (!isVouched && row?.nonce !== facts.nonce)) return 'unknown_ticket';
  if (facts.person !== person.id) return 'other_person';
  if (facts.key !== key.id) return 'other_key';
  // Of the row where it is there: a class that was moved has moved it too.
  return row === null && new Date(facts.send_until) <= receivedAt ? 'sent_too_late' : null;
}
