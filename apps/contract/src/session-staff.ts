import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Id, IdParams, Instant, line } from './field.ts';
import { ClassSession } from './sessions.ts';

export const listColleagues = endpoint({
  method: 'GET',
  path: '/api/colleagues',
  summary: 'Teachers of the school by name, at most 50; `search` looks into the names',
  access: 'sessions:write',
  query: z.object({ search: z.string().trim().max(100).optional() }),
  reply: z.object({ items: z.array(z.object({ id: Id, name: z.string() })) }),
});

export const addSessionStaff = endpoint({
  method: 'POST',
  path: '/api/class_sessions/:id/staff',
  summary: "Let a colleague hold the class session too: they see and do in it what the course's teacher does",
  access: 'sessions:write',
  params: IdParams,
  body: z.object({ person_id: Id }),
  reply: ClassSession,
});

export const removeSessionStaff = endpoint({
  method: 'DELETE',
  path: '/api/class_sessions/:id/staff/:person_id',
  summary: 'A colleague holds the class session no more',
  access: 'sessions:write',
  params: IdParams.extend({ person_id: Id }),
  reply: ClassSession,
});

/** What a colleague needs to know before a take-over; nobody who learns there is named. */
const SessionOfColleague = z.object({
  id: Id,
  course: z.object({ code: z.string(), title: z.string(), section: z.string() }),
  teacher: z.string(),
  title: z.string(),
  room: z.string(),
  starts_at: Instant,
  ends_at: Instant,
  phase: z.enum(['planned', 'open']),
});
export type SessionOfColleague = z.infer<typeof SessionOfColleague>;

export const listSessionsOfColleagues = endpoint({
  method: 'GET',
  path: '/api/sessions_of_colleagues',
  summary: 'Class sessions that can be taken over: open, or beginning within a day; at most 50, soonest first',
  access: 'sessions:take_over',
  query: z.object({ search: z.string().trim().max(100).optional() }),
  reply: z.object({ items: z.array(SessionOfColleague) }),
});

export const takeOverSession = endpoint({
  method: 'POST',
  path: '/api/class_sessions/:id/take_over',
  summary: "Hold a colleague's class session, with a reason that the course's teacher reads",
  access: 'sessions:take_over',
  params: IdParams,
  body: z.object({ reason: line(3, 200) }),
  reply: ClassSession,
});
