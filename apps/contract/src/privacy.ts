import { z } from 'zod';
import { HardDelete } from './courses.ts';
import { endpoint } from './endpoint.ts';
import { Done, Id, IdParams, Instant, line } from './field.ts';
import { Role } from './permissions.ts';
import { RetentionFigures } from './settings.ts';

const Reason = line(3, 500);

/** `open` until an admin has decided or the person has taken it back. */
export const ErasureState = z.enum(['open', 'accepted', 'refused', 'withdrawn']);

export const OwnErasureRequest = z.object({
  id: Id,
  reason: z.string(),
  state: ErasureState,
  made_at: Instant,
  decided_at: Instant.nullable(),
  decision_reason: z.string().nullable(),
});
export type OwnErasureRequest = z.infer<typeof OwnErasureRequest>;

export const ErasureRequest = OwnErasureRequest.extend({
  person: z.object({ id: Id, name: z.string(), role: Role }),
});
export type ErasureRequest = z.infer<typeof ErasureRequest>;

export const getOwnErasureRequest = endpoint({
  method: 'GET',
  path: '/api/me/erasure_request',
  summary: 'The newest own request to be erased, or null',
  access: 'signed_in',
  reply: z.object({ request: OwnErasureRequest.nullable() }),
});

export const requestErasure = endpoint({
  method: 'POST',
  path: '/api/me/erasure_request',
  summary: 'Ask that everything personal be erased; an admin decides',
  access: 'signed_in',
  body: z.object({ reason: line(0, 500).default('') }).strict(),
  reply: OwnErasureRequest,
});

export const withdrawErasureRequest = endpoint({
  method: 'DELETE',
  path: '/api/me/erasure_request',
  summary: 'Take the own open request back',
  access: 'signed_in',
  reply: Done,
});

export const listErasureRequests = endpoint({
  method: 'GET',
  path: '/api/erasure_requests',
  summary: 'Requests to be erased, newest first, 50 a page; the view is audited',
  access: 'privacy:write',
  query: z.object({ state: ErasureState.optional(), cursor: z.string().max(200).optional() }),
  reply: z.object({ items: z.array(ErasureRequest), per_page: z.literal(50), next_cursor: z.string().nullable() }),
});

export const refuseErasure = endpoint({
  method: 'POST',
  path: '/api/erasure_requests/:id/refuse',
  summary: 'Refuse such a request; the person reads the reason',
  access: 'privacy:write',
  params: IdParams,
  body: z.object({ reason: Reason }).strict(),
  reply: Done,
});

export const erasePerson = endpoint({
  method: 'POST',
  path: '/api/people/:id/erase',
  summary: 'Erase a person: the attendance facts stay, everything personal goes',
  description:
    'Cannot be undone. An open request of the person is thereby accepted. A reason that names the person answers `invalid_request`: it is kept.',
  access: 'privacy:write',
  params: IdParams,
  body: HardDelete,
  reply: Done,
});

/** What retention takes, in the order it goes. */
export const RetentionKind = z.enum([
  'attendance',
  'attempts',
  'staff_attendance',
  'signals',
  'exact_positions',
  'face_probes',
  'unused_templates',
  'room_code_scans',
  'offline_tickets',
  'traces',
  'sign_ins',
  'one_time_codes',
  'import_details',
  'audit_details',
]);
export type RetentionKind = z.infer<typeof RetentionKind>;

export const RetentionRun = z.object({
  id: Id,
  at: Instant,
  is_dry_run: z.boolean(),
  /** Null for the daily round. */
  started_by: z.string().nullable(),
  /** Rows by kind; what was nothing is left out. */
  counts: z.partialRecord(RetentionKind, z.number().int()),
});
export type RetentionRun = z.infer<typeof RetentionRun>;

export const getRetention = endpoint({
  method: 'GET',
  path: '/api/retention',
  summary: 'How long the school keeps what; the figures are changed by `PATCH /api/settings`',
  access: 'privacy:write',
  reply: z.object({
    version: z.number().int(),
    figures: RetentionFigures,
    policy: z.string(),
    published_at: Instant.nullable(),
  }),
});

export const listRetentionRuns = endpoint({
  method: 'GET',
  path: '/api/retention_runs',
  summary: 'What retention took or would have taken, newest first, 50 a page',
  access: 'privacy:write',
  query: z.object({ cursor: z.string().max(200).optional() }),
  reply: z.object({ items: z.array(RetentionRun), per_page: z.literal(50), next_cursor: z.string().nullable() }),
});

export const tryRetention = endpoint({
  method: 'POST',
  path: '/api/retention_runs/dry',
  summary: 'Count what is due and take nothing',
  access: 'privacy:write',
  body: z.object({}).strict(),
  reply: RetentionRun,
});

export const runRetention = endpoint({
  method: 'POST',
  path: '/api/retention_runs',
  summary: 'Take now what is due; it happens by itself once a day',
  access: 'privacy:write',
  stepUp: true,
  body: z.object({ password: z.string().min(1).max(200) }).strict(),
  reply: RetentionRun,
});
