import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { AdmissionNumber, BirthDay, Day, Email, Id, IdParams, Instant, line, Named, PersonName } from './field.ts';
import { Role } from './permissions.ts';

export const Gender = z.enum(['female', 'male', 'other']);

/** What a school knows of a student; null takes a value away. */
const studentFields = {
  name: PersonName,
  admission_number: AdmissionNumber.nullable(),
  email: Email.nullable(),
  born_on: BirthDay.nullable(),
  gender: Gender.nullable(),
  class_id: Id.nullable(),
  /** One of the class's; goes with the class when that changes. */
  stream_id: Id.nullable(),
};

/** A student's record as staff make it. It has no account before its owner claims it. */
export const NewStudent = z
  .object(studentFields)
  .partial()
  .extend({ name: PersonName, admission_number: AdmissionNumber })
  .strict();
export type NewStudent = z.infer<typeof NewStudent>;

export const PersonChange = z
  .object({ ...studentFields, department: line(0, 100) })
  .partial()
  .strict();
export type PersonChange = z.infer<typeof PersonChange>;

/** One person as staff look after them. */
export const PersonRecord = z.object({
  id: Id,
  name: z.string(),
  role: Role,
  email: z.string().nullable(),
  department: z.string().nullable(),
  admission_number: z.string().nullable(),
  born_on: Day.nullable(),
  gender: Gender.nullable(),
  class: Named.nullable(),
  stream: Named.nullable(),
  is_active: z.boolean(),
  deactivated_at: Instant.nullable(),
  /** Whether they can sign in with a password of their own. */
  has_account: z.boolean(),
  has_photo: z.boolean(),
  created_at: Instant,
  /** A student's, as far as the reader works with them; those that a teacher gives. */
  courses: z.array(
    z.object({ id: Id, code: z.string(), title: z.string(), section: z.string(), is_archived: z.boolean() }),
  ),
});
export type PersonRecord = z.infer<typeof PersonRecord>;

export const createStudent = endpoint({
  method: 'POST',
  path: '/api/people',
  summary: "Make a student's record without an account",
  description:
    'A number or an e-mail that somebody has answers `already_exists`, a stream without a free place `not_possible_now`; `fields` names which.',
  access: 'students:write',
  body: NewStudent,
  reply: PersonRecord,
});

export const getPerson = endpoint({
  method: 'GET',
  path: '/api/people/:id',
  summary: 'One person: any of the school for an admin, a student for a viewer, an own student for a teacher',
  access: 'students:read',
  params: IdParams,
  reply: PersonRecord,
});

export const updatePerson = endpoint({
  method: 'PATCH',
  path: '/api/people/:id',
  summary: 'Change what is given; of staff the name and the department',
  access: 'students:write',
  params: IdParams,
  body: PersonChange,
  reply: PersonRecord,
});

export const deactivatePerson = endpoint({
  method: 'POST',
  path: '/api/people/:id/deactivate',
  summary: 'From the next request on this person cannot sign in or mark; what they did stays',
  access: 'students:write',
  params: IdParams,
  body: z.object({ reason: line(3, 500) }).strict(),
  reply: PersonRecord,
});

export const reactivatePerson = endpoint({
  method: 'POST',
  path: '/api/people/:id/reactivate',
  summary: 'Let a deactivated person in again',
  access: 'students:write',
  params: IdParams,
  body: z.object({}).strict(),
  reply: PersonRecord,
});
