import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Id, Instant, InstantIn } from './field.ts';

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
