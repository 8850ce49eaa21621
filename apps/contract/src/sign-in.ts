import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Done, Email, Id, Instant, line, Password, PersonName } from './field.ts';
import { Role } from './permissions.ts';
import { Preferences } from './preferences.ts';

export const Me = z.object({
  id: Id,
  name: z.string(),
  email: z.string().nullable(),
  role: Role,
  /** Whether the school keeps a photo of the person. */
  has_photo: z.boolean(),
  school: z.object({
    id: Id,
    name: z.string(),
    time_zone: z.string(),
    /** Left out while the school runs. */
    is_stopped: z.literal(true).optional(),
  }),
  preferences: Preferences,
  /** The school asks its staff for a second factor and this person has none yet: nothing else opens before. */
  lacks_second_factor: z.boolean(),
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

/** The password was right and nobody is signed in yet: `POST /api/sign_in/second_step` within the time. */
export const SecondStep = z.object({
  second_step: z.object({
    methods: z.array(z.enum(['totp', 'passkey', 'recovery_code'])).min(1),
    expires_at: Instant,
  }),
});
export type SecondStep = z.infer<typeof SecondStep>;

const Given = z.string().min(1).max(200);

export const signIn = endpoint({
  method: 'POST',
  path: '/api/sign_in',
  summary: 'Sign in by e-mail, or by school and admission number',
  description: 'Staff with a second factor get `second_step` in place of the account.',
  access: 'anyone',
  // Strict: tries are counted by the name that is in the body, so it holds one.
  body: z.union([
    z.strictObject({ email: Email, password: Given }),
    z.strictObject({ join_code: line(1, 40), admission_number: line(1, 60), password: Given }),
  ]),
  reply: z.union([Me, SecondStep]),
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
  beforeSecondFactor: true,
  reply: Me,
});
