import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Id, Instant, InstantIn } from './field.ts';

/** What the product writes today; the log may hold others of its past. */
export const auditActions = [
  'school.set_up',
  'school.updated',
  'school.join_code_rotated',
  'school.filled',
  'settings.updated',
  'audit.viewed',
  'sign_in.succeeded',
  'sign_in.failed',
  'sign_in.ended',
  'person.registered',
  'people.viewed',
  'person_photo.viewed',
  'person_photo.set',
  'person_photo.deleted',
  'invitation.made',
  'invitation.withdrawn',
  'invitation.accepted',
  'invitations.viewed',
  'place.made',
  'place.changed',
  'course.made',
  'course.changed',
  'course.deleted',
  'enrollment.made',
  'enrollment.ended',
  'enrollments.viewed',
  'class_session.planned',
  'class_session.opened',
  'class_session.moved',
  'class_session.closed',
  'class_session.deleted',
  'roster.viewed',
  'room_code.shown',
  'room_code.hidden',
  'attendance.marked',
  'attendance.marked_by_hand',
  'attendance.corrected',
  'attendance.confirmed',
  'attendance.rejected',
  'attempt.viewed',
  'attempts.viewed',
  'review.viewed',
  'reviews.viewed',
  'review_decisions.viewed',
  'signal.viewed',
  'signal.dismissed',
  'signal.confirmed',
  'signal.reopened',
  'signals.viewed',
  'signal_graph.viewed',
  'device_key.registered',
  'device_key.activated',
  'device_key.confirmed',
  'device_key.replaced',
  'device_key.evicted',
  'device_key.revoked',
  'device_keys.viewed',
  'passkey.added',
  'passkey.renamed',
  'passkey.removed',
  'face_template.created',
  'face_template.replaced',
  'face_template.confirmed',
  'face_template.rejected',
  'face_template.withdrawn',
  'face_template.unreadable',
  'face_template.readable_again',
  'face_method.allowed',
  'look_alike.decided',
  'look_alikes.viewed',
  'twins.added',
  'twins.removed',
  'twins.viewed',
  'consent.given',
  'consent.withdrawn',
  'consents.viewed',
  'guardian_link.created',
  'guardian_link.viewed',
] as const;
export type KnownAction = (typeof auditActions)[number];

/** Feature and verb, such as `course.deleted`. */
const AuditAction = z.string().regex(/^[a-z_]{1,50}\.[a-z_]{1,50}$/, 'must be a feature and a verb');

const Values = z.record(z.string(), z.unknown());

/** Who did what to what. Rows are never changed; what is personal in them can be erased. */
export const AuditRow = z.object({
  id: Id,
  at: Instant,
  action: z.string(),
  /** Null when nobody was signed in; without a name when the person is gone. */
  actor: z.object({ id: Id, name: z.string().nullable() }).nullable(),
  subject: z.object({ type: z.string(), id: z.string(), name: z.string().nullable() }),
  /** True when before, after, reason, address and user agent were erased. */
  is_erased: z.boolean(),
  before: Values.nullable(),
  after: Values.nullable(),
  reason: z.string().nullable(),
  address: z.string().nullable(),
  user_agent: z.string().nullable(),
});
export type AuditRow = z.infer<typeof AuditRow>;

export const listAuditEntries = endpoint({
  method: 'GET',
  path: '/api/audit_entries',
  summary: 'The audit log of the school, newest first, 50 a page; the view is audited',
  access: ['admin'],
  query: z.object({
    action: AuditAction.optional(),
    actor_id: Id.optional(),
    subject_id: Id.optional(),
    from: InstantIn.optional(),
    to: InstantIn.optional(),
    cursor: z.string().max(200).optional(),
  }),
  reply: z.object({
    items: z.array(AuditRow),
    per_page: z.literal(50),
    next_cursor: z.string().nullable(),
  }),
});
