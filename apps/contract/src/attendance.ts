import { z } from 'zod';
import { OwnRequest } from './corrections.ts';
import { DeviceHash } from './device-keys.ts';
import { endpoint } from './endpoint.ts';
import { ErrorCode } from './error.ts';
import { Done, Id, IdParams, Instant, Latitude, Longitude } from './field.ts';
import { LivenessEvidence, LivenessStep } from './liveness.ts';
import { MarkFrame } from './mark-frame.ts';
import { Corner } from './polygon.ts';
import { AttendanceMethod, AttendanceStatus } from './sessions.ts';

/** What a refused student does next. */
export const NextStep = z.enum([
  'sign_in',
  'enrol',
  'use_room_code',
  'choose_again',
  'tell_teacher',
  'wait_until_open',
  'try_again',
  'ask_for_approval',
  'allow_position',
  'move_closer',
  'see_mark',
  'better_picture',
  'read_code_again',
  'wait',
  'update',
  'none',
]);
export type NextStep = z.infer<typeof NextStep>;

/** Where a mark counts: within the polygon where there is one, else the circle. Degrees WGS 84, metres. */
export const GeofenceOnWire = z.object({
  lat: z.number(),
  lng: z.number(),
  radius_m: z.number(),
  polygon: z.array(Corner).nullable(),
});
export type GeofenceOnWire = z.infer<typeof GeofenceOnWire>;

export const issueChallenge = endpoint({
  method: 'POST',
  path: '/api/session_attendance/challenge',
  summary: 'One-time permission to try, for one person, session and key: 90 seconds',
  description:
    'Bound to the key that `X-Device-Key` names. Asking again gives the same open challenge. Six may be used up on a session with a key; with `method: "room_code"` it is good for that method alone, and six more may be.',
  access: 'signed_in',
  deviceKey: 'named',
  body: z.object({ session_id: Id, method: z.literal('room_code').optional() }),
  reply: z.object({
    challenge_id: Id,
    /** 32 bytes, base64url. */
    nonce: z.string(),
    expires_at: Instant,
    /** Two steps in the order they are asked in; empty where the school asks for none. */
    liveness_plan: z.array(LivenessStep),
    /** In this order in place of steps the person cannot do. */
    liveness_alternatives: z.array(LivenessStep),
    /** The school wants the passive model's word as well. */
    passive_liveness: z.boolean(),
    min_frames: z.number().int(),
    geofence: GeofenceOnWire.nullable(),
    /** `asked`: it stands on the room's screen, and a face mark with it is trusted more. */
    room_code: z.enum(['offered', 'asked']),
    models: z.array(z.string()),
    min_client_version: z.string(),
  }),
  refusal: z.object({ success: z.literal(false), code: ErrorCode, message: z.string(), next: NextStep }),
});

export const MarkBody = z.object({
  challenge_id: Id,
  session_id: Id,
  method: z.enum(['face', 'room_code']),
  frames: z.array(MarkFrame).max(5),
  descriptors: z.record(z.string(), z.array(z.array(z.number()))),
  lat: Latitude.optional(),
  lng: Longitude.optional(),
  /** Metres, radius of 68 % confidence as the browser gives it. */
  accuracy: z.number().min(0).optional(),
  positions: z.array(z.object({ lat: Latitude, lng: Longitude, accuracy: z.number().min(0), at: Instant })).max(20),
  device_id: DeviceHash,
  room_code: z.string().optional(),
  /** Of a scan by this browser, in place of the digits. */
  receipt: z.string().optional(),
  liveness: LivenessEvidence.optional(),
  client: z.object({
    version: z.string(),
    camera: z.string().optional(),
    screen: z.string().optional(),
  }),
});
export type MarkBody = z.infer<typeof MarkBody>;

export const MarkAccepted = z.object({
  success: z.literal(true),
  status: AttendanceStatus,
  state: z.enum(['present', 'pending']),
  message: z.string(),
});
/** How a position missed the place, without a figure: what to do depends on it. */
export const OutsideHint = z.enum(['near', 'far', 'uncertain', 'vague']);
export type OutsideHint = z.infer<typeof OutsideHint>;

export const MarkRefused = z.object({
  success: z.literal(false),
  code: ErrorCode,
  message: z.string(),
  next: NextStep,
  /** With `outside_campus` only. */
  hint: OutsideHint.optional(),
});
export type MarkAccepted = z.infer<typeof MarkAccepted>;
export type MarkRefused = z.infer<typeof MarkRefused>;

export const mark = endpoint({
  method: 'POST',
  path: '/api/session_attendance/mark',
  summary: 'Mark attendance; every outcome is kept as an attempt',
  description:
    'Signed with the device key over `hadir/v1/mark\\n<nonce>\\n<hex sha256 of the raw body>`, headers `X-Device-Key` and `X-Device-Signature` (base64url, raw r||s, P-256). Body up to 256 KB, no Content-Encoding.',
  access: 'signed_in',
  bodyIs: 'raw',
  deviceKey: 'signed',
  body: MarkBody,
  reply: MarkAccepted,
  refusal: MarkRefused,
});

export const allowFaceMethod = endpoint({
  method: 'POST',
  path: '/api/people/:id/face_method/allow',
  summary: "Staff of one of the student's courses let a face be presented again that had failed too often",
  access: 'attendance:write',
  params: IdParams,
  body: z.object({}).optional(),
  reply: Done,
});

export const listOwnRecords = endpoint({
  method: 'GET',
  path: '/api/attendance_records',
  summary: 'Own history, newest first, and the percentage per course',
  access: 'own:read',
  query: z.object({ cursor: z.string().max(200).optional() }),
  reply: z.object({
    courses: z.array(
      z.object({
        id: Id,
        code: z.string(),
        title: z.string(),
        /** Sessions that have ended and began after the enrollment; excused and sick ones do not count. */
        held: z.number().int(),
        attended: z.number().int(),
        /** 0-100, one decimal; null while none was held. */
        percentage: z.number().nullable(),
      }),
    ),
    items: z.array(
      z.object({
        session_id: Id,
        title: z.string(),
        course_code: z.string(),
        starts_at: Instant,
        ends_at: Instant,
        status: z.enum(['present', 'late', 'excused', 'sick', 'absent', 'open']),
        state: z.enum(['confirmed', 'pending', 'rejected', 'none']),
        method: AttendanceMethod.nullable(),
        marked_at: Instant.nullable(),
        /** When the phone made it without network. */
        captured_at: Instant.nullable(),
        /** The newest thing the student has asked about it. */
        request: OwnRequest.nullable(),
        /** The student may say now that it is wrong. */
        may_ask: z.boolean(),
      }),
    ),
    per_page: z.literal(50),
    next_cursor: z.string().nullable(),
  }),
});
