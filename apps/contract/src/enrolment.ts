import { z } from 'zod';
import { ConsentText } from './consent.ts';
import { endpoint } from './endpoint.ts';
import { Done, Id, IdParams, Instant, line } from './field.ts';
import { MarkFrame } from './mark-frame.ts';
import { FaceState } from './people.ts';
import { RetentionFigures } from './settings.ts';

/** Descriptors by model id: five shots, each with the model's number of dimensions. */
export const Shots = z.record(z.string().max(64), z.array(z.array(z.number()).max(1024)).max(10));
export type Shots = z.infer<typeof Shots>;

export const getFaceTemplate = endpoint({
  method: 'GET',
  path: '/api/face_template',
  summary: 'Own enrolment: state, the consent text in force, the models that are wanted',
  access: 'own:read',
  reply: z.object({
    state: FaceState,
    /** The stored face does not open any more: only another enrolment helps. */
    is_unreadable: z.boolean(),
    enrolled_at: Instant.nullable(),
    /** When staff said that the last face is not the student's; null while there is one. */
    rejected_at: Instant.nullable(),
    consent: ConsentText,
    /** Since when a guardian's consent to the version in force stands; null without one. */
    guardian_consent_at: Instant.nullable(),
    retention_policy: z.string(),
    retention_figures: RetentionFigures,
    /** False until the school has published what it keeps: nobody can enrol before. */
    is_published: z.boolean(),
    /** Of recognisers, by id: what a new enrolment brings. */
    models: z.array(z.string()),
    /** The face was enrolled without one of them: it counts, and enrolling once more makes it surer. */
    is_update_wanted: z.boolean(),
    shots: z.number().int(),
  }),
});

export const createFaceTemplate = endpoint({
  method: 'POST',
  path: '/api/face_template',
  summary:
    'Enrol the own face with consent; a new template is provisional until staff confirm it, or confirmed as before where it only brings a second recogniser',
  description:
    'Signed with the device key over `hadir/v1/enrol\\n<nonce>\\n<hex sha256 of the raw body>`; the nonce is an unused one from `POST /api/device_keys/nonce`. Replaces an earlier template. Where the school asks guardians, `consent_needed` until a guardian has agreed to the version in force; `policy_not_published` until the school has published how long it keeps what. After five refusals in a row each further try waits 30 seconds (`retry_later`).',
  access: 'own:write',
  deviceKey: 'signed',
  body: z.object({
    consent: z.object({ version: z.number().int(), accepted: z.boolean() }),
    shots: Shots,
    /** Where and how the face was in each shot; older apps do not say. Kept is how far the head was turned. */
    frames: z.array(MarkFrame).max(10).optional(),
  }),
  reply: z.object({ state: FaceState }),
});

export const deleteFaceTemplate = endpoint({
  method: 'DELETE',
  path: '/api/face_template',
  summary: 'Withdraw consent: template, kept probes and their key are deleted',
  access: 'own:write',
  reply: Done,
});

/** The enrolled face that was looked at; without it the word counts for the one that is there now. */
const template_id = Id.optional();
const bodyNamesFace =
  "A `template_id` that is no longer the student's enrolled face is answered `not_possible_now`, and nothing changes.";

export const confirmFaceTemplate = endpoint({
  method: 'POST',
  path: '/api/people/:id/face_template/confirm',
  summary: 'Staff confirm once that this enrolled face is the person',
  description: bodyNamesFace,
  access: 'faces:write',
  params: IdParams,
  body: z.object({ template_id }).optional(),
  reply: z.object({ state: FaceState }),
});

export const rejectFaceTemplate = endpoint({
  method: 'POST',
  path: '/api/people/:id/face_template/reject',
  summary: 'Staff say that the enrolled face is not the person: the template is deleted',
  description: `${bodyNamesFace} A confirmed face is an admin's to reject; a teacher is answered \`not_possible_now\`.`,
  access: 'faces:write',
  params: IdParams,
  body: z.object({ reason: line(3, 500), template_id }),
  reply: z.object({ state: FaceState }),
});

/** Why a face was refused that was to be enrolled, or shown for a further phone. */
export const RefusedWhy = z.enum(['shape', 'still', 'incoherent', 'generic', 'replay', 'too_far', 'nearer_classmate']);
export type RefusedWhy = z.infer<typeof RefusedWhy>;

export const RefusedTry = z.object({
  id: Id,
  at: Instant,
  at_what: z.enum(['enrolment', 'phone']),
  /** Null where it was erased. */
  why: RefusedWhy.nullable(),
});
export type RefusedTry = z.infer<typeof RefusedTry>;

/** How far the head was turned between the shots of an enrolment; older apps do not say. It refuses nobody. */
export const HeadTurn = z.enum(['turned', 'little', 'straight', 'unknown']);
export type HeadTurn = z.infer<typeof HeadTurn>;

export const listRefusedTries = endpoint({
  method: 'GET',
  path: '/api/people/:id/refused_tries',
  summary:
    "A student's last 20 faces that were refused at an enrolment or for a further phone, newest first, and how the head moved when the enrolled one was taken; the view is audited",
  access: 'reviews:read',
  params: IdParams,
  reply: z.object({
    items: z.array(RefusedTry),
    /** Of the enrolled face; null without one. */
    head: HeadTurn.nullable(),
  }),
});
