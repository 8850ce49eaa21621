import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Id, IdParams, Instant } from './field.ts';

const text = z.string();
const maybe = z.string().nullable();
const at = Instant.nullable();
const listOf = <Shape extends z.ZodRawShape>(shape: Shape) => z.array(z.object(shape));

/** Everything that is kept of a person, in words. Nobody else is named in it. */
export const PersonExport = z.object({
  made_at: Instant,
  school: text,
  account: z.object({
    id: Id,
    name: text,
    role: text,
    email: maybe,
    admission_number: maybe,
    department: maybe,
    class: maybe,
    stream: maybe,
    born_on: maybe,
    gender: maybe,
    language: text,
    made_at: Instant,
    deactivated_at: at,
    has_password: z.boolean(),
    has_second_factor: z.boolean(),
  }),
  /** Base64 of the school's photo. */
  photo: z.object({ media_type: text, data: text, added_at: Instant }).nullable(),
  guardians: listOf({ name: text, phone: maybe, email: maybe, language: text }),
  /** The numbers themselves are handed to the person alone, by `POST /api/me/export/face`. */
  face: z
    .object({
      state: text,
      enrolled_at: Instant,
      confirmed_at: at,
      consent_version: z.number().int(),
      shots: listOf({ model: text, count: z.number().int() }),
      kept_measurements: z.number().int(),
    })
    .nullable(),
  consents: listOf({
    version: z.number().int(),
    given_by: text,
    guardian_name: maybe,
    given_at: Instant,
    withdrawn_at: at,
  }),
  guardian_links: listOf({ made_at: Instant, expires_at: Instant, used_at: at, refused_at: at, refused_by: maybe }),
  courses: listOf({ code: text, title: text, section: text, since: Instant }),
  courses_taught: listOf({ code: text, title: text, section: text }),
  attendance: listOf({
    course: text,
    session: text,
    starts_at: Instant,
    status: text,
    state: text,
    method: text,
    marked_at: Instant,
    made_without_network_at: at,
    decided_at: at,
    decision_reason: maybe,
    changes: listOf({ at: Instant, status_before: maybe, status_after: maybe, reason: text }),
  }),
  staff_attendance: listOf({ on: text, method: text, marked_at: Instant }),
  attempts: listOf({
    at: Instant,
    session: maybe,
    method: text,
    accepted: z.boolean(),
    code: text,
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    accuracy_m: z.number().nullable(),
    address: text,
    user_agent: maybe,
    device_hash: maybe,
    client: z.unknown(),
  }),
  phones: listOf({ label: text, state: text, device_hash: text, made_at: Instant, last_used_at: at, ended_at: at }),
  phone_uses: listOf({ device_hash: text, first_at: Instant, last_at: Instant }),
  passkeys: listOf({ label: text, made_at: Instant, last_used_at: at }),
  sign_ins: listOf({ at: Instant, last_seen_at: Instant, ended_at: at, address: text, user_agent: maybe }),
  failed_sign_ins: listOf({ at: Instant, address: text }),
  refused_requests: listOf({ hour: Instant, code: text, requests: z.number().int() }),
  correction_requests: listOf({
    at: Instant,
    session: text,
    wanted: text,
    reason: text,
    state: text,
    decision_reason: maybe,
  }),
  erasure_requests: listOf({ at: Instant, reason: text, state: text, decision_reason: maybe }),
  signals: listOf({ kind: text, state: text, first_at: Instant, last_at: Instant }),
  calendar_feeds: listOf({ made_at: Instant, ended_at: at }),
  /** What the audit log says of the person: what they did, and what was done to or seen of them. */
  audit: listOf({ at: Instant, action: text, by: text }),
  /** What is kept and not in here, and why. */
  left_out: z.array(text),
});
export type PersonExport = z.infer<typeof PersonExport>;

export const getOwnExport = endpoint({
  method: 'GET',
  path: '/api/me/export',
  summary: 'Everything that is kept of oneself',
  access: 'signed_in',
  reply: PersonExport,
});

export const getOwnExportFile = endpoint({
  method: 'GET',
  path: '/api/me/export/pdf',
  summary: 'The same to read and print (PDF)',
  access: 'signed_in',
  reply: z.unknown(),
  replyIs: 'file',
});

export const getOwnFaceNumbers = endpoint({
  method: 'POST',
  path: '/api/me/export/face',
  summary: 'The numbers of the own enrolled face, for the password',
  access: 'signed_in',
  body: z.object({ password: z.string().min(1).max(200) }).strict(),
  reply: z.object({
    /** Shots of each recogniser. */
    models: z.array(z.object({ model: z.string(), shots: z.array(z.array(z.number())) })),
  }),
});

export const getPersonExport = endpoint({
  method: 'GET',
  path: '/api/people/:id/export',
  summary: 'Everything that is kept of a person, for whoever asks an admin for it; audited',
  access: 'privacy:write',
  stepUp: true,
  params: IdParams,
  reply: PersonExport,
});

export const getPersonExportFile = endpoint({
  method: 'GET',
  path: '/api/people/:id/export/pdf',
  summary: 'The same to read and print (PDF); audited',
  access: 'privacy:write',
  stepUp: true,
  params: IdParams,
  reply: z.unknown(),
  replyIs: 'file',
});
