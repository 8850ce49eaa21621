import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Done, Email, Id, IdParams, line, PersonName } from './field.ts';
import { Language } from './preferences.ts';

/** A phone as it is kept: E.164 of 10 to 15 digits. */
export const Phone = z.string().regex(/^\+[1-9]\d{9,14}$/, 'must be + and 10 to 15 digits');

/** A phone as people write it, national numbers too; the school's country says what those mean. */
export const PhoneTyped = line(5, 40).regex(/^[\p{Nd}\s()+./-]+$/u, 'must be a telephone number');

/** So many can answer for one student. */
export const mostGuardians = 10;

export const Guardian = z.object({
  id: Id,
  name: z.string(),
  phone: Phone.nullable(),
  email: z.string().nullable(),
  language: Language,
});
export type Guardian = z.infer<typeof Guardian>;

const guardianFields = {
  name: PersonName,
  phone: PhoneTyped.nullable(),
  email: Email.nullable(),
  language: Language,
};

/** A guardian is reached by phone, by e-mail or by both. */
export const NewGuardian = z
  .object({ ...guardianFields, phone: PhoneTyped.nullish(), email: Email.nullish() })
  .strict()
  .refine(({ phone, email }) => Boolean(phone || email), { path: ['phone'], message: 'must be there, or an e-mail' });
export type NewGuardian = z.infer<typeof NewGuardian>;

export const listGuardians = endpoint({
  method: 'GET',
  path: '/api/people/:id/guardians',
  summary: "A student's guardians by name; the view is audited",
  access: 'guardians:read',
  params: IdParams,
  reply: z.object({ items: z.array(Guardian) }),
});

export const createGuardian = endpoint({
  method: 'POST',
  path: '/api/people/:id/guardians',
  summary: 'Add a guardian, ten a student at most',
  access: 'students:write',
  params: IdParams,
  body: NewGuardian,
  reply: Guardian,
});

export const updateGuardian = endpoint({
  method: 'PATCH',
  path: '/api/guardians/:id',
  summary: 'Change what is given; a phone or an e-mail stays',
  access: 'students:write',
  params: IdParams,
  body: z.object(guardianFields).partial().strict(),
  reply: Guardian,
});

export const deleteGuardian = endpoint({
  method: 'DELETE',
  path: '/api/guardians/:id',
  summary: 'Remove a guardian',
  access: 'students:write',
  params: IdParams,
  reply: Done,
});
