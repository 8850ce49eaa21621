import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Done, Email, Id, line, Password, PersonName } from './field.ts';
import { Role } from './permissions.ts';
import { Preferences } from './preferences.ts';

export const Me = z.object({
  id: Id,
  name: z.string(),
  email: z.string().nullable(),
  role: Role,
  /** Whether the school keeps a photo of the person. */
  has_photo: z.boolean(),
  school: z.object({ id: Id, name: z.string(), time_zone: z.string() }),
  preferences: Preferences,
});
export type Me = z.infer<typeof Me>;

export const getCsrf = endpoint({
  method: 'GET',
  path: '/api/csrf',
  summary: 'The token that goes back as X-CSRF-Token on every unsafe request',
  access: 'anyone',
  reply: z.object({ token: z.string() }),
});

export const register = endpoint({
  method: 'POST',
  path: '/api/registration',
  summary: "A student registers with the school's join code and is signed in",
  access: 'anyone',
  body: z.object({ join_code: line(1, 40), name: PersonName, email: Email, password: Password }),
  reply: Me,
});

export const signIn = endpoint({
  method: 'POST',
  path: '/api/sign_in',
  summary: 'Sign in',
  access: 'anyone',
  body: z.object({ email: Email, password: z.string().min(1).max(200) }),
  reply: Me,
});

export const signOut = endpoint({
  method: 'POST',
  path: '/api/sign_out',
  summary: 'Sign out on this browser',
  access: 'anyone',
  body: z.object({}).optional(),
  reply: Done,
});

export const getMe = endpoint({
  method: 'GET',
  path: '/api/me',
  summary: 'Who is signed in',
  access: 'signed_in',
  reply: Me,
});
