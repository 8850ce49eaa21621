import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Email, Id, IdParams, Instant, line, Named, Password, PersonName } from './field.ts';
import { Role } from './permissions.ts';
import { Me } from './sign-in.ts';

export const FaceState = z.enum(['none', 'provisional', 'confirmed']);

/** Why an enrolled face is of no use: its rows do not open, or an admin has to say first whose face it is. */
export const FaceProblem = z.enum(['unreadable', 'held']);

export const Person = z.object({
  id: Id,
  name: z.string(),
  email: z.string().nullable(),
  role: Role,
  department: z.string().nullable(),
  admission_number: z.string().nullable(),
  class: Named.nullable(),
  stream: Named.nullable(),
  /** False once deactivated: they cannot sign in and stand on no roster of the future. */
  is_active: z.boolean(),
  face: FaceState,
  /** This and `template_id` are null for who decides nothing about faces. */
  face_problem: FaceProblem.nullable(),
  /** The enrolled face that `face` speaks of. */
  template_id: Id.nullable(),
  /** Whether the school keeps a photo of them. */
  has_photo: z.boolean(),
});
export type Person = z.infer<typeof Person>;

/** Who is listed: those who are there, those who were deactivated, or both. */
export const PeopleStatus = z.enum(['active', 'inactive', 'all']);

export const listPeople = endpoint({
  method: 'GET',
  path: '/api/people',
  summary: "People of the school; teachers see their own courses' students, viewers the students",
  description:
    '`search` looks into names, e-mails and admission numbers. A viewer who asks for `face` by a problem is not allowed to.',
  access: 'students:read',
  query: z.object({
    role: Role.optional(),
    search: z.string().trim().max(100).optional(),
    face: z.enum([...FaceState.options, ...FaceProblem.options]).optional(),
    class_id: Id.optional(),
    stream_id: Id.optional(),
    /** Active ones where nothing is said. */
    status: PeopleStatus.optional(),
    cursor: z.string().max(200).optional(),
  }),
  reply: z.object({ items: z.array(Person), per_page: z.literal(50), next_cursor: z.string().nullable() }),
});

/** What an admin can make of somebody who works at the school. */
export const StaffRole = Role.extract(['teacher', 'viewer', 'admin']);
export type StaffRole = z.infer<typeof StaffRole>;

export const Invitation = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  role: Role.exclude(['student']),
  expires_at: Instant,
  used_at: Instant.nullable(),
});
export type Invitation = z.infer<typeof Invitation>;

export const invite = endpoint({
  method: 'POST',
  path: '/api/invitations',
  summary: 'Invite a teacher, a viewer or an admin; the link is shown once and works once, for seven days',
  access: 'staff:write',
  body: z.object({
    name: PersonName,
    email: Email,
    role: StaffRole,
    department: line(0, 100).optional(),
  }),
  reply: z.object({ invitation: Invitation, link: z.string() }),
});

export const listInvitations = endpoint({
  method: 'GET',
  path: '/api/invitations',
  summary: 'Invitations of the school, newest first',
  access: 'staff:read',
  reply: z.object({ items: z.array(Invitation) }),
});

export const withdrawInvitation = endpoint({
  method: 'DELETE',
  path: '/api/invitations/:id',
  summary: 'Take an unused invitation back',
  access: 'staff:write',
  params: IdParams,
  reply: z.object({ success: z.literal(true) }),
});

export const acceptInvitation = endpoint({
  method: 'POST',
  path: '/api/invitations/accept',
  summary: 'The invited person sets a password and is signed in',
  access: 'anyone',
  body: z.object({ token: z.string().min(1).max(200), password: Password }),
  reply: Me,
});
