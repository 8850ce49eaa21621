import type { Tx } from '#db.ts';

/** What the rules look at in one kept attempt of a student who is still there. */
export type SeenAttempt = {
  id: string;
  studentId: string;
  sessionId: string | null;
  /** With the id the session was claimed by, also where it never was one. */
  claimedSessionId: string;
  at: Date;
  success: boolean;
  method: string;
  deviceHash: string | null;
  lat: number | null;
  lng: number | null;
  accuracy: number | null;
  positionSeries: string | null;
};

export async function readAttempts(tx: Tx, schoolId: string, ids: readonly string[]): Promise<SeenAttempt[]> {
  return tx.$queryRaw<SeenAttempt[]>`
    SELECT id, student_id AS "studentId", session_id AS "sessionId", claimed_session_id AS "claimedSessionId",
      coalesce(captured_at, created_at) AS at, success, method::text, device_hash AS "deviceHash", latitude AS lat, longitude AS lng,
      accuracy_m AS accuracy, position_series AS "positionSeries"
    FROM attendance_attempts
    WHERE id = ANY(${[...ids]}::uuid[]) AND school_id = ${schoolId}::uuid AND student_id IS NOT NULL
    ORDER BY created_at, id`;
}

/** So many days before a moment. */
export function daysBefore(at: Date, days: number): Date {
  return new Date(at.getTime() - days * 86_400_000);
}
