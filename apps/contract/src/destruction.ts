import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Done, Id, IdParams, Instant, line } from './field.ts';

/** Days between stopping a school and its destruction by one admin alone. */
export const destructionGraceDays = 7;

export const Destruction = z.object({
  school: z.object({ id: Id, name: z.string() }),
  /** Null while nobody has stopped the school. */
  request: z
    .object({
      requested_at: Instant,
      requested_by: z.string().nullable(),
      is_own: z.boolean(),
      reason: z.string(),
      due_at: Instant,
      confirmed_by: z.string().nullable(),
    })
    .nullable(),
});
export type Destruction = z.infer<typeof Destruction>;

const Sure = z
  .object({
    password: z.string().min(1).max(200),
    /** Typed as it is written. */
    school_name: line(1, 120),
    reason: line(3, 500),
  })
  .strict();

export const getDestruction = endpoint({
  method: 'GET',
  path: '/api/schools/:id/destruction',
  summary: 'Whether a school was stopped, and when everything of it goes',
  access: 'schools:destroy',
  whenStopped: true,
  params: IdParams,
  reply: Destruction,
});

export const requestDestruction = endpoint({
  method: 'POST',
  path: '/api/schools/:id/destruction',
  summary: 'Stop a school at once and have everything of it destroyed',
  description:
    'From then on only its admins sign in, for nothing but this. Everything goes after seven days, or at once when a second admin agrees. The link shows the certificate and is shown this once.',
  access: 'schools:destroy',
  params: IdParams,
  body: Sure,
  reply: Destruction.extend({ link: z.string() }),
});

export const agreeDestruction = endpoint({
  method: 'POST',
  path: '/api/schools/:id/destruction/agree',
  summary: 'A second admin agrees: everything of the school goes at once',
  access: 'schools:destroy',
  whenStopped: true,
  params: IdParams,
  body: Sure,
  reply: Destruction,
});

export const cancelDestruction = endpoint({
  method: 'DELETE',
  path: '/api/schools/:id/destruction',
  summary: 'Take it back: the school goes on as before',
  access: 'schools:destroy',
  whenStopped: true,
  params: IdParams,
  body: z.object({ password: z.string().min(1).max(200), reason: line(3, 500) }).strict(),
  reply: Done,
});

/** What was destroyed, signed with the key of the audit's checkpoints (Ed25519). */
export const Certificate = z.strictObject({
  school_id: z.string(),
  school_name: z.string(),
  stopped_at: Instant,
  destroyed_at: Instant,
  /** Rows by table. */
  destroyed: z.record(z.string(), z.number().int()),
  /** Slots of the vault that were overwritten. */
  face_keys_destroyed: z.number().int(),
  /** Rows of the audit chain that stay without their details: who did which deed when, by numbers that lead nowhere. */
  audit_rows_left: z.number().int(),
  /** Public half, SPKI in base64. */
  key: z.string(),
  /** base64url, over `hadir/v1/destruction`, a line feed and everything else as canonical JSON. */
  signature: z.string(),
});
export type Certificate = z.infer<typeof Certificate>;

export const readCertificate = endpoint({
  method: 'POST',
  path: '/api/destruction_certificates/read',
  summary: 'The certificate behind a link, once the school is destroyed',
  access: 'anyone',
  body: z.object({ token: z.string().min(1).max(200) }).strict(),
  reply: z.discriminatedUnion('state', [
    z.object({ state: z.literal('waiting'), school_name: z.string(), due_at: Instant }),
    z.object({ state: z.literal('destroyed'), certificate: Certificate }),
  ]),
});
