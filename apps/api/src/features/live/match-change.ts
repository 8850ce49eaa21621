import { z } from 'zod';
import { isId } from '#http/id.ts';
import type { AnsweredCall } from '#http/note-changes.ts';

/** What may look different now. Null is wider: any session of the school, any student of the session. */
export const Change = z.object({
  schoolId: z.uuid(),
  sessionId: z.uuid().nullable(),
  studentId: z.uuid().nullable(),
});
export type Change = z.infer<typeof Change>;

/** Calls that no roster shows anything of. */
const quiet = [
  '/api/session_attendance/challenge',
  '/api/offline_tickets',
  '/api/room_code_receipts',
  '/api/device_keys/nonce',
  '/api/sign_out',
  '/api/passkeys',
  '/api/me',
];

/** Which rosters a call may have changed; null for none. Too wide costs a look at the database, too narrow a late screen. */
export function matchChange({ endpoint, person, params, body }: AnsweredCall): Change | null {
  if (person === null || endpoint.method === 'GET' || person.role === 'super_admin') return null;
  const { path } = endpoint;
  if (quiet.some((start) => path === start || path.startsWith(`${start}/`))) return null;
  const { schoolId } = person;
  if (path === '/api/session_attendance/mark') {
    const sessionId = idIn(body, 'session_id');
    return sessionId === null ? null : { schoolId, sessionId, studentId: person.id };
  }
  if (path.startsWith('/api/class_sessions/:id')) {
    return { schoolId, sessionId: idIn(params, 'id'), studentId: idIn(params, 'student_id') };
  }
  return { schoolId, sessionId: null, studentId: null };
}

function idIn(object: unknown, name: string): string | null {
  const value: unknown = typeof object === 'object' && object !== null ? Reflect.get(object, name) : null;
  return isId(value) ? value.toLowerCase() : null;
}
