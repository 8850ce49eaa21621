import { z } from 'zod';
import { Attempt } from './attempts.ts';
import { endpoint } from './endpoint.ts';
import { Id, IdParams, Instant, InstantIn, line } from './field.ts';
import { Role } from './permissions.ts';

/** From what on something is a signal. The page says these in words; the API judges by them. */
export const signalLimits = {
  /** People on one phone and phones of one person are counted over so many days. */
  phoneDays: 30,
  manyPhones: { medium: 4, high: 6 },
  sharedPhone: { medium: 3, high: 5, highInOneClass: 3 },
  /** Metres and seconds beyond both accuracies: faster than trains; faster than airliners. */
  travel: { hours: 24, speed: 70, highSpeed: 300, leastM: 1_000 },
  seriesDays: 90,
  outside: { days: 30, farM: 5_000, sessions: 3, highSessions: 8, triesInOneClass: 3 },
  failedSignIns: {
    account: { minutes: 15, low: 5, medium: 20, mediumAddresses: 3, high: 60 },
    address: { minutes: 10, low: 5, medium: 15, high: 40 },
  },
  /** Requests an hour that were turned away, by code. */
  refused: { not_signed_in: 20, password_wrong: 10, csrf_refused: 10, body_too_large: 5, retry_later: 20 },
  /** From so many times the limit above on. */
  refusedHigher: { medium: 5, high: 25 },
  unusual: {
    days: 90,
    /** Fewer marks of a person say nothing about habits. */
    leastMarks: 10,
    hours: 2,
    placeM: 200,
    roomCode: { latest: 5, before: 6, attendedBefore: 0.25 },
    /** Of the latest sessions that both marked, so many within so many seconds. */
    lockstep: { days: 60, seconds: 15, latest: 12, sessions: 10, deviations: 5 },
  },
} as const;

export const SignalKind = z.enum([
  'shared_phone',
  'many_phones',
  'impossible_travel',
  'equal_positions',
  'outside_place',
  'failed_sign_ins_account',
  'failed_sign_ins_address',
  'unusual_attendance',
  'refused_requests',
]);
export type SignalKind = z.infer<typeof SignalKind>;

/** How much it says: `low` has an honest explanation more often than not. */
export const SignalLevel = z.enum(['low', 'medium', 'high']);
export type SignalLevel = z.infer<typeof SignalLevel>;

export const SignalState = z.enum(['open', 'dismissed', 'confirmed']);
export type SignalState = z.infer<typeof SignalState>;

/** Numbers and words that were seen; which ones depends on the kind. */
export const SignalDetail = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
export type SignalDetail = z.infer<typeof SignalDetail>;

const SignalPerson = z.object({ id: Id, name: z.string(), role: Role });

export const Signal = z.object({
  id: Id,
  kind: SignalKind,
  level: SignalLevel,
  state: SignalState,
  detail: SignalDetail,
  /** Attempts behind it; for kinds without attempts what was counted, such as failed sign-ins. */
  sightings: z.number().int(),
  first_at: Instant,
  last_at: Instant,
  /** The first ten by name. */
  people: z.array(SignalPerson),
  people_total: z.number().int(),
  /** The latest decision; it stays readable when the signal is open again. */
  decision: z.object({ at: Instant, by: z.string().nullable(), reason: z.string() }).nullable(),
});
export type Signal = z.infer<typeof Signal>;

export const SignalFull = Signal.extend({
  /** The newest 50; all of them by `GET /api/attempts?signal_id=…`. */
  attempts: z.array(Attempt),
  attempts_total: z.number().int(),
});
export type SignalFull = z.infer<typeof SignalFull>;

export const listSignals = endpoint({
  method: 'GET',
  path: '/api/signals',
  summary: 'What in the attempts an admin should look at, newest first, 50 a page; the view is audited',
  access: 'signals:read',
  query: z.object({
    kind: SignalKind.optional(),
    level: SignalLevel.optional(),
    state: SignalState.optional(),
    person_id: Id.optional(),
    from: InstantIn.optional(),
    to: InstantIn.optional(),
    cursor: z.string().max(200).optional(),
  }),
  reply: z.object({
    items: z.array(Signal),
    per_page: z.literal(50),
    next_cursor: z.string().nullable(),
    /** Open ones of the whole school, whatever the filters. */
    open_total: z.number().int(),
  }),
});

export const getSignal = endpoint({
  method: 'GET',
  path: '/api/signals/:id',
  summary: 'One signal with the attempts behind it; the view is audited',
  access: 'signals:read',
  params: IdParams,
  reply: SignalFull,
});

export const decideSignal = endpoint({
  method: 'POST',
  path: '/api/signals/:id/decide',
  summary: 'Dismiss or confirm a signal, or open it again',
  description: 'A dismissed signal opens by itself when something new is seen after the decision.',
  access: 'signals:write',
  params: IdParams,
  body: z.object({ decision: z.enum(['dismiss', 'confirm', 'reopen']), reason: line(3, 500) }),
  reply: Signal,
});

/** People and phones of one component, and who used what in the ninety days before the last use. */
export const PhoneGroup = z.object({
  people: z.array(SignalPerson),
  phones: z.array(z.object({ device_hash: z.string() })),
  uses: z.array(
    z.object({
      person_id: Id,
      device_hash: z.string(),
      accepted: z.number().int(),
      refused: z.number().int(),
      first_at: Instant,
      last_at: Instant,
    }),
  ),
});
export type PhoneGroup = z.infer<typeof PhoneGroup>;

/** People and phones together. */
export const graphNodes = 300;

export const getSignalGraph = endpoint({
  method: 'GET',
  path: '/api/signals/graph',
  summary: 'Phones and the people who share them, largest groups first; the view is audited',
  description: `Groups with more than one person or more than one phone, used within ninety days. At most ${graphNodes} people and phones are drawn; a larger group is cut and says so.`,
  access: 'signals:read',
  query: z.object({ person_id: Id.optional() }),
  reply: z.object({
    items: z.array(PhoneGroup),
    groups_total: z.number().int(),
    people_total: z.number().int(),
    phones_total: z.number().int(),
    is_cut: z.boolean(),
  }),
});
