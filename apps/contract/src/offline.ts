import { z } from 'zod';
import { issueChallenge, MarkAccepted, MarkBody, MarkRefused } from './attendance.ts';
import { endpoint } from './endpoint.ts';
import { Done, Id, Instant, InstantIn } from './field.ts';

/** Hours before a class begins at which a phone can get its ticket. */
export const TICKET_HOURS = 72;
/** Hours after a class in which a mark that was made without network still counts. */
export const SEND_HOURS = 48;

/** What a record without network is signed over; `bodyHash` is the hex SHA-256 of the raw body. */
export const offlineText = (bodyHash: string) => `hadir/v1/offline\n${bodyHash}`;

/** Hex SHA-256. */
const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Milliseconds = z.number().min(-9e15).max(9e15);

/** Where a chain stands: number of the next record, and the hash that it names as the one before. */
export const ChainEnd = z.object({ seq: z.number().int().min(1).max(1_000_000_000), previous: Hash });
export type ChainEnd = z.infer<typeof ChainEnd>;

/**
 * What a phone knows of the time, to be checked against what the server knows. `heard_at` is the server's time as it was
 * last heard and `heard_wall_ms` the phone's own clock then; `wall_ms` that clock at the capture; `elapsed_ms` what a
 * clock that nobody can set counted between the two, null where the app was started anew in between.
 */
export const ClockEvidence = z.object({
  heard_at: InstantIn,
  heard_wall_ms: Milliseconds,
  wall_ms: Milliseconds,
  elapsed_ms: Milliseconds.nullable(),
});
export type ClockEvidence = z.infer<typeof ClockEvidence>;

export const OfflineClaim = ChainEnd.extend({
  ticket: z.string().max(4000),
  /** On the server's clock, as far as the phone knows it. */
  captured_at: InstantIn,
  clock: ClockEvidence,
});
export type OfflineClaim = z.infer<typeof OfflineClaim>;

/** A mark as ever, its `challenge_id` that of the ticket. */
export const OfflineBody = MarkBody.extend({ offline: OfflineClaim });
export type OfflineBody = z.infer<typeof OfflineBody>;

const { geofence, room_code, liveness_plan, liveness_alternatives, passive_liveness, min_frames, models } =
  issueChallenge.reply.shape;

export const OfflineTicket = z.object({
  id: Id,
  /** Signed by the server; opaque to the phone, and sent back as it is. */
  ticket: z.string(),
  session: z.object({
    id: Id,
    title: z.string(),
    course_code: z.string(),
    room: z.string(),
    starts_at: Instant,
    ends_at: Instant,
    place: z.object({ id: Id, name: z.string() }).nullable(),
  }),
  ...{ geofence, room_code, liveness_plan, liveness_alternatives, passive_liveness, min_frames, models },
  /** A record that arrives later is refused. */
  send_until: Instant,
});
export type OfflineTicket = z.infer<typeof OfflineTicket>;

export const issueOfflineTickets = endpoint({
  method: 'POST',
  path: '/api/offline_tickets',
  summary: 'Tickets for marks without network: own class sessions of the next 72 hours',
  description:
    'Each is bound to person, session and the key that `X-Device-Key` names, and good for one mark. Asking again gives the same ones. `chain` is where the records of this key go on.',
  access: 'own:write',
  deviceKey: 'named',
  body: z.object({}).optional(),
  reply: z.object({ now: Instant, chain: ChainEnd, tickets: z.array(OfflineTicket) }),
});

export const sendOfflineMark = endpoint({
  method: 'POST',
  path: '/api/offline_marks',
  summary:
    'A mark that was made without network; never better than pending, and every final outcome is kept as an attempt',
  description:
    "Nobody has to be signed in and no CSRF token is asked for: the record speaks by its signature over `hadir/v1/offline\\n<hex sha256 of the raw body>`, headers `X-Device-Key` and `X-Device-Signature`, and comes in the order of its chain. `X-Phone-Clock` is the phone's own clock at sending, milliseconds since 1970. The same body again gives the same answer, or how staff have decided since (`already_decided`: not confirmed). `chain_broken`: a record before this one is missing, or it comes again with another body. `not_possible_now`: the class has not been opened yet and still may be; nothing is kept of the record, which is to come again, and those after it wait.",
  access: 'anyone',
  bodyIs: 'raw',
  deviceKey: 'authenticates',
  body: OfflineBody,
  reply: MarkAccepted,
  refusal: MarkRefused,
});

export const restartOfflineChain = endpoint({
  method: 'POST',
  path: '/api/offline_chain/restart',
  summary:
    'The chain of a phone that has lost a record goes on behind the gap; audited, and told to who reviews the mark',
  description:
    'Signed as a record is. `seq` and `previous` are those of the oldest record that the phone still has; a chain never goes back.',
  access: 'own:write',
  deviceKey: 'signed',
  // What comes behind it has numbers too.
  body: ChainEnd.extend({ seq: ChainEnd.shape.seq.max(900_000_000) }),
  reply: Done,
});
