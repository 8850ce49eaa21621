import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Done, Id, IdParams, Instant } from './field.ts';

/** A code stays on the room's screen this long, milliseconds; the one before and the one after it count too. */
export const ROOM_CODE_STEP_MS = 15_000;

/** Path of the page that a scanned code leads to. */
const ROOM_PATH = '/room';

/** What a scan says. `step` counts `ROOM_CODE_STEP_MS` since 1970. */
export type ScannedCode = { sessionId: string; step: number; code: string };

/** Address in the QR code. What counts stands behind the `#`, which no browser sends to a server. */
export function roomLink(origin: string, { sessionId, step, code }: ScannedCode): string {
  return `${origin}${ROOM_PATH}#${sessionId}.${step}.${code}`;
}

/** Reads the part of a room's address behind the `#`, with or without it; null when it is none. */
export function readRoomHash(hash: string): ScannedCode | null {
  const [, sessionId, step, code] = /^#?([0-9a-f-]{36})\.(\d{1,12})\.(\d{6})$/.exec(hash) ?? [];
  if (sessionId === undefined || step === undefined || code === undefined) return null;
  return { sessionId, step: Number(step), code };
}

export const showRoomCode = endpoint({
  method: 'POST',
  path: '/api/class_sessions/:id/room_code/show',
  summary: 'The room code stands on the room’s screen from now on; marks are asked for it',
  access: 'attendance:write',
  params: IdParams,
  body: z.object({}).optional(),
  reply: Done,
});

export const hideRoomCode = endpoint({
  method: 'POST',
  path: '/api/class_sessions/:id/room_code/hide',
  summary: 'The room code has left the room’s screen',
  access: 'attendance:write',
  params: IdParams,
  body: z.object({}).optional(),
  reply: Done,
});

export const makeReceipt = endpoint({
  method: 'POST',
  path: '/api/room_code_receipts',
  summary: 'Proof that this browser has just seen the room code: 3 minutes, one use, also before signing in',
  description:
    'The receipt counts together with an HttpOnly cookie that the answer sets. With `step`, as in the scanned address, only that code counts; it is required of all but students who are signed in.',
  access: 'anyone',
  body: z.object({
    session_id: Id,
    code: z.string().max(100),
    step: z.number().int().min(0).max(1e12).optional(),
  }),
  reply: z.object({ id: Id, session_id: Id, expires_at: Instant }),
});

/** What became of one student's mark in a roll call. */
export const RollCallOutcome = z.enum(['confirmed', 'rejected', 'already_decided', 'not_found']);

/** Students that one roll call may name. */
export const MOST_CALLED = 1000;

const Students = z.array(Id).max(MOST_CALLED);

export const callRoll = endpoint({
  method: 'POST',
  path: '/api/class_sessions/:id/roll_call',
  summary: 'Confirms the waiting marks of students who are in the room and rejects those of students who are not',
  description: 'All in one step; a mark that somebody decided meanwhile stays as it is and is reported.',
  access: 'attendance:write',
  params: IdParams,
  body: z
    .object({ here: Students.default([]), not_here: Students.default([]) })
    .refine(({ here, not_here }) => here.length + not_here.length > 0, { message: 'names nobody' })
    .refine(({ here, not_here }) => here.length + not_here.length <= MOST_CALLED, { message: 'names too many' })
    .refine(({ here, not_here }) => new Set([...here, ...not_here]).size === here.length + not_here.length, {
      message: 'names somebody twice',
    }),
  reply: z.object({ items: z.array(z.object({ student_id: Id, outcome: RollCallOutcome })) }),
});
