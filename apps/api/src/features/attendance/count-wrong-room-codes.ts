import type { Tx } from '#db.ts';
import { Prisma } from '#generated/prisma/client.ts';

/**
 * Of an attempt: it came with a wrong room code, whatever the method. A copy of a mark is no further guess, nor is a
 * code without a challenge that counts: nothing is learned by either.
 */
export const isWrongRoomCode = Prisma.sql`(checks @> '[{"check": 11, "detail": {"room_code": "wrong"}}]'
  AND NOT checks @> '[{"check": 7, "outcome": "failed"}]')`;

/** Wrong room codes that a person has sent for a session, with marks and by scans. */
export async function countWrongRoomCodes(tx: Tx, at: { sessionId: string; personId: string }): Promise<number> {
  const [row] = await tx.$queryRaw<{ wrong: number }[]>`
    SELECT (
      SELECT count(*) FROM attendance_attempts
      WHERE session_id = ${at.sessionId}::uuid AND student_id = ${at.personId}::uuid AND ${isWrongRoomCode}
    )::int + (
      SELECT count(*) FROM room_code_misses
      WHERE session_id = ${at.sessionId}::uuid AND person_id = ${at.personId}::uuid
    )::int AS wrong`;
  return row?.wrong ?? 0;
}
