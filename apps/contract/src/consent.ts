import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Done, Id, IdParams, Instant, line } from './field.ts';
import { RetentionFigures } from './settings.ts';

export const ConsentPolicy = z.enum(['self', 'guardian']);

/** What a new school starts with; its admin answers for the words. */
export const defaultConsentText = `To mark attendance with your face, your phone measures your face and turns it into numbers. No picture leaves your phone and no picture is kept.

The school keeps these numbers encrypted, compares them with the ones your phone sends when you mark attendance, and uses them for nothing else. You can take your consent back at any time; the numbers are then deleted.

You do not have to agree. Without a face you mark attendance with the room code that your teacher shows, and your teacher confirms it.`;

/** Shown under a heading of its own; lines that begin with a hyphen are shown as a list. */
export const defaultRetentionPolicy = `- attendance records: 7 years
- audit log: 5 years
- exact positions of attempts: 90 days, then only to about a kilometre
- measurements of the face at a mark: 90 days
- face numbers: until consent is taken back or the person leaves the school
- who consented to which text: as long as the attendance records`;

export const ConsentText = z.object({
  version: z.number().int(),
  text: z.string(),
  policy: ConsentPolicy,
});

export const getPolicies = endpoint({
  method: 'GET',
  path: '/api/policies',
  summary:
    'What the school tells everybody: the consent text in force, and how long what is kept once that is published',
  access: 'signed_in',
  reply: z.object({
    school: z.string(),
    consent: ConsentText,
    retention: z.object({ text: z.string(), figures: RetentionFigures, published_at: Instant }).nullable(),
  }),
});

export const ConsentGiver = z.enum(['self', 'guardian_link', 'guardian_staff']);

/** Who agreed to which text, when and how; kept when the face is gone. */
export const ConsentRecord = z.object({
  id: Id,
  version: z.number().int(),
  /** Hex SHA-256 of the text that was agreed to. */
  text_hash: z.string(),
  given_by: ConsentGiver,
  guardian_name: z.string().nullable(),
  /** The member of staff who wrote the guardian's word down. */
  recorded_by: z.string().nullable(),
  given_at: Instant,
  withdrawn_at: Instant.nullable(),
});
export type ConsentRecord = z.infer<typeof ConsentRecord>;

/** How a person stands with the school's consent. */
export const Consents = z.object({
  student: z.object({ id: Id, name: z.string() }),
  policy: ConsentPolicy,
  /** Version in force. */
  version: z.number().int(),
  /** A guardian's consent to the version in force stands. */
  has_guardian_consent: z.boolean(),
  items: z.array(ConsentRecord),
  /** Guardians who did not agree, newest first; a consent that stands stays as it is. */
  refusals: z.array(z.object({ guardian_name: z.string(), version: z.number().int(), refused_at: Instant })),
  /** Until when the last one-time link works; null when it was used, has expired or was never made. */
  open_link_until: Instant.nullable(),
});
export type Consents = z.infer<typeof Consents>;

export const listConsents = endpoint({
  method: 'GET',
  path: '/api/people/:id/consents',
  summary: "Consents of a student, newest first, for staff of the student's courses; the view is audited",
  access: 'consent:read',
  params: IdParams,
  reply: Consents,
});

const GuardianName = line(2, 100);

export const recordGuardianConsent = endpoint({
  method: 'POST',
  path: '/api/people/:id/guardian_consent',
  summary: 'Staff write down that a guardian has read the text in force and agrees',
  description:
    'Where the school asks the students themselves: `not_possible_now`. A version that is no longer in force: `consent_needed`.',
  access: 'consent:write',
  params: IdParams,
  body: z.object({ guardian_name: GuardianName, version: z.number().int() }),
  reply: Consents,
});

export const withdrawConsent = endpoint({
  method: 'POST',
  path: '/api/people/:id/consent/withdraw',
  summary: "Staff withdraw a student's consent on the guardian's word: the face is deleted, the consent records stay",
  description:
    "Where the face has been confirmed this is an admin's; a teacher is answered `not_possible_now`. Students withdraw their own at any time.",
  access: 'consent:write',
  params: IdParams,
  body: z.object({ guardian_name: GuardianName, reason: line(3, 500) }),
  reply: Consents,
});

export const createGuardianLink = endpoint({
  method: 'POST',
  path: '/api/people/:id/guardian_link',
  summary: 'A link with which a guardian reads the text and agrees: shown once, works once, for 14 days',
  description: 'An earlier unused link of the same student stops working.',
  access: 'consent:write',
  params: IdParams,
  body: z.object({}).optional(),
  reply: z.object({ link: z.string(), expires_at: Instant }),
});

const Token = z.string().min(1).max(200);

export const readGuardianLink = endpoint({
  method: 'POST',
  path: '/api/guardian_link',
  summary: 'What the holder of a guardian link is asked to agree to',
  description: 'A wrong, used or expired link: `link_invalid`, all alike.',
  access: 'anyone',
  body: z.object({ token: Token }),
  reply: z.object({
    school: z.string(),
    student: z.string(),
    consent: ConsentText.omit({ policy: true }),
    retention_policy: z.string(),
    retention_figures: RetentionFigures,
    expires_at: Instant,
  }),
});

export const agreeByGuardianLink = endpoint({
  method: 'POST',
  path: '/api/guardian_link/agree',
  summary: 'A guardian agrees by the link, which is used up',
  description: 'A version that is no longer in force: `consent_needed`; the link still works.',
  access: 'anyone',
  body: z.object({ token: Token, guardian_name: GuardianName, version: z.number().int(), accepted: z.literal(true) }),
  reply: Done,
});

export const refuseByGuardianLink = endpoint({
  method: 'POST',
  path: '/api/guardian_link/refuse',
  summary: 'A guardian does not agree; the link is used up, and staff see the answer',
  description: 'A version that is no longer in force: `consent_needed`; the link still works.',
  access: 'anyone',
  body: z.object({ token: Token, guardian_name: GuardianName, version: z.number().int() }),
  reply: Done,
});
