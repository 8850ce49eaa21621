import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Done, IdParams, line } from './field.ts';
import { StaffRole } from './people.ts';

export const changeRole = endpoint({
  method: 'POST',
  path: '/api/people/:id/role',
  summary: 'Make a member of staff a teacher, a viewer or an admin',
  description:
    'Counts from the next request on; a sign-in of theirs ends where rights are taken away. Nobody changes their own role, so a school keeps an admin.',
  access: 'staff:write',
  stepUp: true,
  params: IdParams,
  body: z.object({ role: StaffRole, reason: line(3, 500) }).strict(),
  reply: Done,
});
