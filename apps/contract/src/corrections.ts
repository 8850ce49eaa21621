import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Id, IdParams, Instant, line } from './field.ts';
import { AttendanceMethod, AttendanceStatus, DerivedStatus, RecordState } from './sessions.ts';

/** Days after the beginning of a class session in which a student may say that the record is wrong. */
export const correctionDays = 30;

/** What staff make of a record; `not_present` takes a mark back. */
const Wanted = z.enum([...AttendanceStatus.options, 'not_present']);

const State = z.enum(['open', 'accepted', 'refused', 'withdrawn']);
const Named = z.object({ id: Id, name: z.string() });
const SessionNamed = z.object({ id: Id, title: z.string(), course_code: z.string(), starts_at: Instant });
const Decided = z.object({
  state: State,
  decided_at: Instant.nullable(),
  decided_by: z.string().nullable(),
  decision_reason: z.string().nullable(),
});
const page = { per_page: z.literal(50), next_cursor: z.string().nullable() };
const List = z.object({ list: z.enum(['open', 'decided']).default('open'), cursor: z.string().max(200).optional() });

/** What a student has asked about one class session, and the answer. */
export const OwnRequest = z.object({
  id: Id,
  wanted: AttendanceStatus,
  reason: z.string(),
  state: State,
  created_at: Instant,
  decided_at: Instant.nullable(),
  decision_reason: z.string().nullable(),
});
export type OwnRequest = z.infer<typeof OwnRequest>;

export const askForCorrection = endpoint({
  method: 'POST',
  path: '/api/correction_requests',
  summary: 'Say that the own record of a class session is wrong: within 30 days, one at a time',
  access: 'own:write',
  body: z.object({ session_id: Id, wanted: AttendanceStatus, reason: line(3, 500) }),
  reply: OwnRequest,
});

export const withdrawCorrectionRequest = endpoint({
  method: 'POST',
  path: '/api/correction_requests/:id/withdraw',
  summary: 'Take back a request that nobody has answered',
  access: 'own:write',
  params: IdParams,
  body: z.object({}).optional(),
  reply: OwnRequest,
});

export const CorrectionRequest = Decided.extend({
  id: Id,
  session: SessionNamed,
  student: Named,
  wanted: AttendanceStatus,
  reason: z.string(),
  created_at: Instant,
  /** What the session is for the student as it stands. */
  standing: DerivedStatus,
  /** Somebody has accepted it, and a second person is asked. */
  is_proposed: z.boolean(),
});
export type CorrectionRequest = z.infer<typeof CorrectionRequest>;

export const listCorrectionRequests = endpoint({
  method: 'GET',
  path: '/api/correction_requests',
  summary: 'What students ask to be corrected, of own class sessions for a teacher; the longest waiting first',
  access: 'attendance:write',
  query: List,
  reply: z.object({ items: z.array(CorrectionRequest), ...page }),
});

const Decision = z.object({ decision: z.enum(['accept', 'refuse']), reason: line(3, 500) });

export const decideCorrectionRequest = endpoint({
  method: 'POST',
  path: '/api/correction_requests/:id/decide',
  summary: 'Answer a request, once; accepted it is a correction, which of an old session a second person decides',
  access: 'attendance:write',
  params: IdParams,
  body: Decision,
  reply: CorrectionRequest,
});

/** What became of one row: `stale` was changed by somebody meanwhile and is left as it is. */
export const RowOutcome = z.enum(['changed', 'unchanged', 'stale', 'not_found', 'proposed']);
export type RowOutcome = z.infer<typeof RowOutcome>;
const Outcomes = z.array(z.object({ student_id: Id, outcome: RowOutcome }));

export const ChangeProposal = Decided.extend({
  id: Id,
  session: SessionNamed,
  proposed_by: Named.nullable(),
  reason: z.string(),
  created_at: Instant,
  changes: z.array(z.object({ student: Named, status: Wanted, standing: DerivedStatus })),
  /** The reader is not the one who proposed it. */
  may_decide: z.boolean(),
  /** Whose request it answers. */
  asked_by: z.string().nullable(),
});
export type ChangeProposal = z.infer<typeof ChangeProposal>;

export const changeRecords = endpoint({
  method: 'POST',
  path: '/api/class_sessions/:id/records',
  summary: 'Mark or correct several students with one reason; over 20 or of an old session it becomes a proposal',
  access: 'attendance:write',
  params: IdParams,
  body: z.object({
    changes: z
      .array(z.object({ student_id: Id, status: Wanted }))
      .min(1)
      .max(1000),
    reason: line(3, 500),
    /** Leaves alone who has a mark, also one that came a moment ago. */
    only_unmarked: z.boolean().default(false),
  }),
  reply: z.object({ outcomes: Outcomes, proposal_id: Id.nullable() }),
});

export const listChangeProposals = endpoint({
  method: 'GET',
  path: '/api/change_proposals',
  summary: 'Corrections that need a second person, of own class sessions for a teacher',
  access: 'attendance:write',
  query: List,
  reply: z.object({ items: z.array(ChangeProposal), ...page }),
});

export const decideChangeProposal = endpoint({
  method: 'POST',
  path: '/api/change_proposals/:id/decide',
  summary: 'A second person agrees or refuses, once; rows that were changed meanwhile are left and named',
  access: 'attendance:write',
  stepUp: true,
  params: IdParams,
  body: Decision,
  reply: z.object({ state: State, outcomes: Outcomes }),
});

export const withdrawChangeProposal = endpoint({
  method: 'POST',
  path: '/api/change_proposals/:id/withdraw',
  summary: 'Take back an own proposal that nobody has decided',
  access: 'attendance:write',
  params: IdParams,
  body: z.object({}).optional(),
  reply: z.object({ state: State }),
});

export const countCorrections = endpoint({
  method: 'GET',
  path: '/api/corrections/count',
  summary: 'How many requests and proposals wait for the reader',
  access: 'attendance:write',
  reply: z.object({ requests: z.number().int(), proposals: z.number().int() }),
});

const Shown = z.object({ status: AttendanceStatus, state: RecordState, method: AttendanceMethod });

/** One change of a record, oldest first in a history. */
export const RecordChangeShown = z.object({
  id: Id,
  at: Instant,
  by: z.string().nullable(),
  /** Null where it was made with this. */
  before: Shown.nullable(),
  after: Shown,
  reason: z.string().nullable(),
  /** Who had proposed what `by` agreed to. */
  proposed_by: z.string().nullable(),
  /** The student had asked for it. */
  was_asked: z.boolean(),
});
export type RecordChangeShown = z.infer<typeof RecordChangeShown>;

const History = z.object({
  /** How the mark came, before anybody changed it; null for one by hand. */
  marked: z.object({ at: Instant, method: AttendanceMethod }).nullable(),
  items: z.array(RecordChangeShown),
});

export const getRecordHistory = endpoint({
  method: 'GET',
  path: '/api/class_sessions/:id/records/:student_id/history',
  summary: 'Every change of a record: who, when, why; the view is audited',
  access: 'attendance:read',
  params: z.object({ id: Id, student_id: Id }),
  reply: History,
});

export const getOwnHistory = endpoint({
  method: 'GET',
  path: '/api/attendance_records/:session_id/history',
  summary: 'Every change of the own record of a class session',
  access: 'own:read',
  params: z.object({ session_id: Id }),
  reply: History,
});
