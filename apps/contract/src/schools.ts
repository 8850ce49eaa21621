import { z } from 'zod';
import { Country } from './countries.ts';
import { endpoint } from './endpoint.ts';
import { Done, Email, Id, IdParams, Instant, line, PersonName } from './field.ts';
import { TimeZone } from './school.ts';

/** A school as the head of all schools sees it: numbers, and nobody of it. */
export const SchoolEntry = z.object({
  id: Id,
  name: z.string(),
  time_zone: z.string(),
  country: z.string(),
  students: z.number().int(),
  staff: z.number().int(),
  created_at: Instant,
  /** Since when nobody of it can sign in. */
  stopped_at: Instant.nullable(),
});
export type SchoolEntry = z.infer<typeof SchoolEntry>;

const firstAdmin = { admin_name: PersonName, admin_email: Email };
const Reason = z.object({ reason: line(3, 500) }).strict();

export const listSchools = endpoint({
  method: 'GET',
  path: '/api/schools',
  summary: 'The schools of this installation by name, 50 a page, with how many people each has',
  access: 'schools:read',
  query: z.object({ cursor: z.string().max(400).optional() }),
  reply: z.object({ items: z.array(SchoolEntry), per_page: z.literal(50), next_cursor: z.string().nullable() }),
});

export const createSchool = endpoint({
  method: 'POST',
  path: '/api/schools',
  summary: 'Make a school and invite its first admin; the link is shown once and works once, for seven days',
  access: 'schools:write',
  body: z.object({ name: line(1, 120), time_zone: TimeZone, country: Country, ...firstAdmin }).strict(),
  reply: z.object({ school: SchoolEntry, link: z.string() }),
});

export const inviteSchoolAdmin = endpoint({
  method: 'POST',
  path: '/api/schools/:id/admin_invitation',
  summary: 'Invite another admin of a school, where the first link was lost or nobody can sign in any more',
  access: 'schools:write',
  stepUp: true,
  params: IdParams,
  body: z.object(firstAdmin).strict(),
  reply: z.object({ link: z.string() }),
});

export const stopSchool = endpoint({
  method: 'POST',
  path: '/api/schools/:id/stop',
  summary: 'From the next request on nobody of the school is signed in or can sign in; nothing is deleted',
  access: 'schools:write',
  stepUp: true,
  params: IdParams,
  body: Reason,
  reply: Done,
});

export const reopenSchool = endpoint({
  method: 'POST',
  path: '/api/schools/:id/reopen',
  summary: 'Let the people of a stopped school sign in again',
  access: 'schools:write',
  stepUp: true,
  params: IdParams,
  body: Reason,
  reply: Done,
});
