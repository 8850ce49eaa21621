import { z } from 'zod';
import { HardDelete } from './courses.ts';
import { DeviceKeyOrigin } from './device-keys.ts';
import { endpoint } from './endpoint.ts';
import { Done, Id, IdParams, Instant, InstantIn, line } from './field.ts';
import { FaceState } from './people.ts';
import { RadiusM } from './places.ts';
import { RefusalWhy, ReviewReason } from './reasons.ts';

/** Where a class session stands at the server's clock. */
export const SessionPhase = z.enum(['planned', 'open', 'closed', 'cancelled']);

export const ClassSession = z.object({
  id: Id,
  course: z.object({ id: Id, code: z.string(), title: z.string(), section: z.string() }),
  place: z.object({ id: Id, name: z.string() }).nullable(),
  /** Metres around the place's centre, in place of its own fence; null where the place's counts. */
  radius_m: z.number().int().nullable(),
  title: z.string(),
  room: z.string(),
  starts_at: Instant,
  ends_at: Instant,
  phase: SessionPhase,
  /** Who teaches the course. */
  teacher: z.object({ id: Id, name: z.string() }),
  /** Colleagues who hold it too; who took it over said why. */
  staff: z.array(
    z.object({
      id: Id,
      name: z.string(),
      took_over: z.object({ reason: z.string(), at: Instant }).nullable(),
    }),
  ),
  /** Opens at its time without anybody's hand. */
  opens_itself: z.boolean(),
  /** Why it is cancelled; null where it is not, or where the timetable has changed. */
  cancel_reason: z.string().nullable(),
});
export type ClassSession = z.infer<typeof ClassSession>;

export const listActiveSessions = endpoint({
  method: 'GET',
  path: '/api/active_sessions',
  summary: 'Sessions the student is enrolled in that are open now',
  access: 'own:read',
  reply: z.object({
    sessions: z.array(
      z.object({
        id: Id,
        title: z.string(),
        course_code: z.string(),
        room: z.string(),
        starts_at: Instant,
        ends_at: Instant,
        place: z.object({ id: Id, name: z.string() }).nullable(),
        /** `rejected`: staff did not confirm it, and the student may mark again. */
        mark: z.enum(['none', 'present', 'pending', 'rejected']),
      }),
    ),
  }),
});

export const listClassSessions = endpoint({
  method: 'GET',
  path: '/api/class_sessions',
  summary:
    "Class sessions that touch the time from `from` to `to` (default: today in the school's zone), own ones for a teacher",
  access: 'sessions:read',
  query: z.object({ from: InstantIn.optional(), to: InstantIn.optional(), course_id: Id.optional() }),
  reply: z.object({ items: z.array(ClassSession) }),
});

export const createClassSession = endpoint({
  method: 'POST',
  path: '/api/class_sessions',
  summary: 'Plan a class session (at most 24 hours long)',
  access: 'sessions:write',
  body: z
    .object({
      course_id: Id,
      place_id: Id.nullish(),
      radius_m: RadiusM.nullish(),
      title: line(1, 120),
      room: line(0, 60),
      starts_at: InstantIn,
      ends_at: InstantIn,
    })
    .refine((session) => Date.parse(session.ends_at) > Date.parse(session.starts_at), {
      path: ['ends_at'],
      message: 'must be after starts_at',
    })
    .refine((session) => Date.parse(session.ends_at) - Date.parse(session.starts_at) <= 24 * 3600 * 1000, {
      path: ['ends_at'],
      message: 'must be within 24 hours of starts_at',
    }),
  reply: ClassSession,
});

export const startClassSession = endpoint({
  method: 'POST',
  path: '/api/class_sessions/now',
  summary: 'A class session of the moment: made and opened at once, for 15 minutes unless said otherwise',
  access: 'sessions:write',
  body: z.object({
    course_id: Id,
    place_id: Id.nullish(),
    radius_m: RadiusM.nullish(),
    /** The course's title unless given. */
    title: line(1, 120).optional(),
    room: line(0, 60).default(''),
    minutes: z.number().int().min(5).max(120).default(15),
  }),
  reply: ClassSession,
});

/** What opening may change; null takes a place or an own radius away, nothing leaves it. */
const Whereabouts = z.object({ place_id: Id.nullable().optional(), radius_m: RadiusM.nullable().optional() });

export const openClassSession = endpoint({
  method: 'POST',
  path: '/api/class_sessions/:id/open',
  summary: 'Open now; a later start moves to now, a passed end moves by the planned length',
  access: 'sessions:write',
  params: IdParams,
  body: Whereabouts.optional(),
  reply: ClassSession,
});

export const closeClassSession = endpoint({
  method: 'POST',
  path: '/api/class_sessions/:id/close',
  summary: 'Close by hand; marks on their way are refused from now on',
  access: 'sessions:write',
  params: IdParams,
  body: z.object({}).optional(),
  reply: ClassSession,
});

export const cancelClassSession = endpoint({
  method: 'POST',
  path: '/api/class_sessions/:id/cancel',
  summary: 'Cancel a class session that has not been open: it stays visible as cancelled and counts for nobody',
  access: 'sessions:write',
  params: IdParams,
  body: z.object({ reason: line(3, 200) }),
  reply: ClassSession,
});

export const restoreClassSession = endpoint({
  method: 'POST',
  path: '/api/class_sessions/:id/restore',
  summary: 'A cancelled class session that is not over takes place after all',
  access: 'sessions:write',
  params: IdParams,
  body: z.object({}).optional(),
  reply: ClassSession,
});

export const deleteClassSession = endpoint({
  method: 'DELETE',
  path: '/api/class_sessions/:id',
  summary: 'Delete a class session with its records; attempts stay',
  access: 'sessions:delete',
  params: IdParams,
  body: HardDelete,
  reply: Done,
});

export const AttendanceMethod = z.enum(['face', 'room_code', 'manual']);
export const AttendanceStatus = z.enum(['present', 'late', 'excused', 'sick']);
export const RecordState = z.enum(['confirmed', 'flagged', 'pending', 'rejected']);

/**
 * What a class session is for a student, made of their mark and of where the session stands; never stored. `missing`
 * may still mark, `absent` can no more, `not_counted` says nothing about the student.
 */
export const DerivedStatus = z.enum([...AttendanceStatus.options, 'pending', 'missing', 'absent', 'not_counted']);
export type DerivedStatus = z.infer<typeof DerivedStatus>;

export const RosterItem = z.object({
  student: z.object({
    id: Id,
    name: z.string(),
    face: FaceState,
    /** After too many failures on one of their phones, until staff allow it again. */
    is_face_off: z.boolean(),
  }),
  standing: DerivedStatus,
  record: z
    .object({
      id: Id,
      status: AttendanceStatus,
      state: RecordState,
      method: AttendanceMethod,
      marked_at: Instant,
      /** When a phone without network made it, which is sent later; null otherwise. */
      captured_at: Instant.nullable(),
      review_reasons: z.array(ReviewReason),
      decided_by: z.string().nullable(),
      /** The enrolled face this mark was compared with; the student may have enrolled another one since. */
      template_id: Id.nullable(),
    })
    .nullable(),
  /** Last refused attempt of this session, in the protocol's words; `why` is null where those say it all. */
  last_refusal: z.object({ reason: z.string(), why: RefusalWhy.nullable(), at: Instant }).nullable(),
  waiting_key: z
    .object({
      id: Id,
      label: z.string(),
      origin: DeviceKeyOrigin,
      created_at: Instant,
      /** Name of the phone that ends when this one becomes active; null where none does. */
      replaces: z.string().nullable(),
    })
    .nullable(),
});
export type RosterItem = z.infer<typeof RosterItem>;

export const Roster = z.object({
  session: ClassSession,
  room_code: z
    .object({
      code: z.string(),
      expires_at: Instant,
      /** Until then, for clocks that are wrong. */
      expires_in_ms: z.number().int(),
      /** For the QR code: address of this very code. */
      link: z.string(),
      /** Since when it stands on the room's screen. */
      shown_at: Instant.nullable(),
    })
    .nullable(),
  /** See `countRoster`. */
  counts: z.object({
    present: z.number().int(),
    late: z.number().int(),
    excused: z.number().int(),
    sick: z.number().int(),
    pending: z.number().int(),
    missing: z.number().int(),
  }),
  items: z.array(RosterItem),
});
export type Roster = z.infer<typeof Roster>;

export const getRoster = endpoint({
  method: 'GET',
  path: '/api/class_sessions/:id/roster',
  summary: 'Who has marked, who is pending, who is missing; while open also the room code',
  access: 'attendance:read',
  params: IdParams,
  reply: Roster,
});

/**
 * A correction says what is true, as often as needed; `not_present` takes a mark back. A decision answers a mark that
 * waits, is flagged or counts by itself, once; `was_in_room` is what staff saw while the session was open.
 */
export const RecordChange = z.union([
  z.object({ status: z.enum([...AttendanceStatus.options, 'not_present']), reason: line(3, 500) }).strict(),
  z
    .object({
      decision: z.enum(['confirm', 'reject']),
      reason: line(3, 500),
      was_in_room: z.boolean().optional(),
    })
    .strict()
    .refine(({ decision, was_in_room }) => decision === 'reject' || was_in_room !== false, {
      path: ['was_in_room'],
      message: 'nobody confirms who was not in the room',
    }),
]);
export type RecordChange = z.infer<typeof RecordChange>;

export const changeRecord = endpoint({
  method: 'POST',
  path: '/api/class_sessions/:id/records/:student_id',
  summary: 'Mark by hand or correct `{status, reason}`; decide a mark once `{decision, reason, was_in_room?}`',
  access: 'attendance:write',
  params: z.object({ id: Id, student_id: Id }),
  body: RecordChange,
  reply: RosterItem,
});
