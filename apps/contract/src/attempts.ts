import { z } from 'zod';
import { DeviceHash, StudentDeviceKey } from './device-keys.ts';
import { endpoint } from './endpoint.ts';
import { Id, IdParams, Instant, InstantIn } from './field.ts';
import { Language } from './preferences.ts';
import { AttendanceMethod, RecordState } from './sessions.ts';
import { RiskComponent } from './settings.ts';

/** The reasons an attempt is kept under; `Accepted` is the one that is none. */
export const attemptReasons = [
  'Accepted',
  'Not a student',
  'Face not registered',
  'Session not found',
  'Not enrolled',
  'Session inactive',
  'Challenge invalid',
  'Device not recognised',
  'No position',
  'Outside campus',
  'Duplicate mark',
  'No face',
  'Room code invalid',
  'Face mismatch',
  'Client too old',
] as const;
export const AttemptReason = z.enum(attemptReasons);
export type AttemptReason = z.infer<typeof AttemptReason>;

export const Attempt = z.object({
  id: Id,
  /** When it came in. */
  at: Instant,
  /** When a phone without network made it; null where it came at once. */
  captured_at: Instant.nullable(),
  session: z.object({ id: Id, title: z.string(), course_code: z.string() }).nullable(),
  claimed_session_id: z.string(),
  student: z.object({ id: Id.nullable(), name: z.string() }),
  method: AttendanceMethod,
  success: z.boolean(),
  reason: AttemptReason,
  state: RecordState.nullable(),
  lat: z.number().nullable(),
  lng: z.number().nullable(),
  accuracy: z.number().nullable(),
  device_hash: z.string().nullable(),
  device_key: z.string().nullable(),
  address: z.string(),
  user_agent: z.string().nullable(),
});
export type Attempt = z.infer<typeof Attempt>;

/** One check of an attempt with what it saw and the limits it judged by. */
export const CheckResult = z.object({
  check: z.number().int(),
  name: z.string(),
  outcome: z.enum(['passed', 'failed', 'review', 'not_run']),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type CheckResult = z.infer<typeof CheckResult>;

/** Something that spoke against an attempt, with the school's points for it at that moment. */
export const RiskItem = z.object({
  component: RiskComponent,
  points: z.number().int(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type RiskItem = z.infer<typeof RiskItem>;

const Claimed = z.string().nullable().default(null);

export const AttemptDetail = Attempt.extend({
  /** Metres from the centre of the place. */
  distance_m: z.number().nullable(),
  /** Euclidean, mean of the probe's frames to the mean of the shots. */
  face_distance: z.number().nullable(),
  /** What is known of the phone behind `device_key` now; null when it is nobody's of this student. */
  key: StudentDeviceKey.omit({ id: true }).nullable(),
  /** As claimed, also when no such challenge was ever given. */
  challenge_id: z.string().nullable(),
  /** What the app says of itself, the camera's label and the screen; null when it said nothing readable. */
  client: z.object({ version: Claimed, camera: Claimed, screen: Claimed }).nullable(),
  checks: z.array(CheckResult),
  /** Everything that was seen, also what the school gives no points for. */
  risk: z.array(RiskItem),
  risk_points: z.number().int(),
  /** Of the school's settings it was judged by; null where it was not judged by any. */
  settings_version: z.number().int().nullable(),
});
export type AttemptDetail = z.infer<typeof AttemptDetail>;

const filter = {
  session_id: Id.optional(),
  student_id: Id.optional(),
  success: z.enum(['true', 'false']).optional(),
  reason: AttemptReason.optional(),
  device_hash: DeviceHash.optional(),
  signal_id: Id.optional(),
  from: InstantIn.optional(),
  to: InstantIn.optional(),
};

export const listAttempts = endpoint({
  method: 'GET',
  path: '/api/attempts',
  summary: 'Every attempt of the school, newest first, 50 a page; the total is exact up to 10,000',
  access: 'attempts:read',
  query: z.object({ ...filter, cursor: z.string().max(200).optional() }),
  reply: z.object({
    items: z.array(Attempt),
    per_page: z.literal(50),
    next_cursor: z.string().nullable(),
    total: z.number().int(),
    total_is_exact: z.boolean(),
  }),
});

export const getAttempt = endpoint({
  method: 'GET',
  path: '/api/attempts/:id',
  summary: 'One attempt with distances and every check; the view is audited',
  access: 'attempts:read',
  params: IdParams,
  reply: AttemptDetail,
});

/** What the log is asked, as a file. */
export const AttemptFile = z.object({ format: z.enum(['csv', 'xlsx']), language: Language, ...filter }).strict();
export type AttemptFile = z.infer<typeof AttemptFile>;

export const makeAttemptFile = endpoint({
  method: 'POST',
  path: '/api/attempt_files',
  summary: 'The log of attempts as a file, newest first, with distances; who made it is audited',
  description: 'CSV is UTF-8 with a byte order mark and holds any number; XLSX up to 20,000, more is `too_many_rows`.',
  access: 'attempts:read',
  stepUp: true,
  body: AttemptFile,
  replyIs: 'file',
  reply: z.string(),
});
