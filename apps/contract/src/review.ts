import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Id, IdParams, Instant, InstantIn } from './field.ts';
import { FaceState } from './people.ts';
import { ReviewReason } from './reasons.ts';
import { AttendanceMethod, AttendanceStatus, RecordState, SessionPhase } from './sessions.ts';
import { RiskComponent } from './settings.ts';

/** A mark that waits longer is also the admin's to decide. It never turns into absence by itself. */
export const overdueAfterHours = 48;

/** A mark that staff are asked about, or were; `id` is the record's. */
export const ReviewItem = z.object({
  id: Id,
  student: z.object({ id: Id, name: z.string(), has_photo: z.boolean() }),
  session: z.object({
    id: Id,
    title: z.string(),
    course_code: z.string(),
    starts_at: Instant,
    ends_at: Instant,
    phase: SessionPhase,
  }),
  status: AttendanceStatus,
  state: RecordState,
  method: AttendanceMethod,
  marked_at: Instant,
  /** When a phone without network made it; null where it came at once. */
  captured_at: Instant.nullable(),
  review_reasons: z.array(ReviewReason),
  risk_points: z.number().int(),
  /** When it goes to the admin as well; for a mark that waits. */
  due_at: Instant,
  is_overdue: z.boolean(),
});
export type ReviewItem = z.infer<typeof ReviewItem>;

/** How the phone of a mark is known: none when the mark came without a key of this student. */
export const PhoneKind = z.enum(['known', 'new', 'none']);
/** The face of a mark in words; distances stand in the attempt's detail only, for admins. */
export const FaceWords = z.enum([
  'as_usual',
  'farther_than_usual',
  'close_enough',
  'not_clear',
  'not_measured',
  'not_shown',
]);
export type FaceWords = z.infer<typeof FaceWords>;
/** What check 9 saw. `vague`: the phone hardly knew where it was. */
export const PositionWords = z.enum([
  'inside',
  'inside_by_accuracy',
  'between',
  'outside',
  'vague',
  'vague_with_code',
  'no_place_needed',
  'none',
]);
export type PositionWords = z.infer<typeof PositionWords>;

export const ReviewDetail = ReviewItem.extend({
  /** Whom the mark says it is, as the school knows them. */
  claimed: z.object({
    admission_number: z.string().nullable(),
    face: FaceState,
    enrolled_at: Instant.nullable(),
    confirmed_at: Instant.nullable(),
    confirmed_by: z.string().nullable(),
    /** The face that was compared with is still the enrolled one; null when none was. */
    is_enrolled_face: z.boolean().nullable(),
  }),
  /** What came; never a picture. */
  came: z.object({
    phone: z.object({
      kind: PhoneKind,
      label: z.string().nullable(),
      registered_at: Instant.nullable(),
      /** Other students who have marked with this phone in the last 30 days; names as far as the reader teaches them. */
      others: z.array(z.string()),
      others_count: z.number().int(),
    }),
    position: PositionWords,
    place: z.string().nullable(),
    face: FaceWords,
    /** Whose enrolled face lies nearer or nearly as near, as far as the reader teaches them; null without one. */
    nearest: z.object({ id: Id, name: z.string(), has_photo: z.boolean() }).nullable(),
  }),
  risk: z.array(z.object({ component: RiskComponent, points: z.number().int() })),
  /** The limits it was judged by. */
  limits: z.object({ flag_at: z.number().int(), review_at: z.number().int() }),
  /** What people have done to it, oldest first. */
  history: z.array(
    z.object({
      at: Instant,
      by: z.string().nullable(),
      reason: z.string(),
      state: RecordState,
      status: AttendanceStatus,
    }),
  ),
  /** For admins: the attempt with every check. */
  attempt_id: Id.nullable(),
});
export type ReviewDetail = z.infer<typeof ReviewDetail>;

export const ReviewList = z.enum(['waiting', 'flagged']);
export type ReviewList = z.infer<typeof ReviewList>;

export const listReviews = endpoint({
  method: 'GET',
  path: '/api/reviews',
  summary: 'Marks that wait for a person, or count but are flagged, of the sessions one is staff of; 50 a page',
  description:
    'A teacher gets their own courses’, newest first. An admin gets those that have waited longer than 48 hours; `scope=all` gives all of the school, the longest waiting first.',
  access: 'reviews:read',
  query: z.object({
    list: ReviewList.optional(),
    scope: z.enum(['own', 'all']).optional(),
    cursor: z.string().max(200).optional(),
  }),
  reply: z.object({ items: z.array(ReviewItem), per_page: z.literal(50), next_cursor: z.string().nullable() }),
});

export const ReviewCounts = z.object({
  /** What the reader is asked to decide now: for an admin what is overdue. */
  to_decide: z.number().int(),
  waiting: z.number().int(),
  overdue: z.number().int(),
  flagged: z.number().int(),
});
export type ReviewCounts = z.infer<typeof ReviewCounts>;

export const countReviews = endpoint({
  method: 'GET',
  path: '/api/review_counts',
  summary: 'How many marks wait, are overdue and are flagged in the sessions one is staff of',
  access: 'reviews:read',
  reply: ReviewCounts,
});

export const getReview = endpoint({
  method: 'GET',
  path: '/api/reviews/:id',
  summary: 'One mark with the evidence in words: the claimed person beside what came; the view is audited',
  access: 'reviews:read',
  params: IdParams,
  reply: ReviewDetail,
});

export const ReviewDecision = z.object({
  id: Id,
  student: z.object({ id: Id, name: z.string() }).nullable(),
  /** Null when the session has been deleted since. */
  session: z.object({ id: Id, title: z.string(), course_code: z.string(), starts_at: Instant }).nullable(),
  reasons: z.array(z.string()),
  risk_points: z.number().int(),
  is_confirmed: z.boolean(),
  /** The first question; null when it was not asked. */
  was_in_room: z.boolean().nullable(),
  reason: z.string(),
  decided_by: z.string().nullable(),
  decided_at: Instant,
});
export type ReviewDecision = z.infer<typeof ReviewDecision>;

export const listReviewDecisions = endpoint({
  method: 'GET',
  path: '/api/review_decisions',
  summary: 'What was decided about waiting and flagged marks, newest first; kept when the session is deleted',
  access: 'reviews:read',
  query: z.object({ cursor: z.string().max(200).optional() }),
  reply: z.object({ items: z.array(ReviewDecision), per_page: z.literal(50), next_cursor: z.string().nullable() }),
});

/** How often a rule asked about a mark that staff then confirmed. */
export const ReviewRate = z.object({
  reason: ReviewReason,
  decided: z.number().int(),
  /** Confirmed: the mark was true, so the rule raised a false alarm. */
  confirmed: z.number().int(),
  rejected: z.number().int(),
  /** Share of false alarms, 0-1, with Wilson's 95 % interval; null while none was decided. */
  false_alarm_rate: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Decided often enough to say something. */
  is_enough: z.boolean(),
});
export type ReviewRate = z.infer<typeof ReviewRate>;

export const listReviewRates = endpoint({
  method: 'GET',
  path: '/api/review_rates',
  summary: 'False alarms of each rule, from the decisions of a time (default: all)',
  description: 'A mark that several rules asked about counts for each of them.',
  access: 'review_rates:read',
  query: z.object({ from: InstantIn.optional(), to: InstantIn.optional() }),
  reply: z.object({
    items: z.array(ReviewRate),
    /** Decisions from which a rate says something. */
    enough_from: z.number().int(),
    decided: z.number().int(),
  }),
});
