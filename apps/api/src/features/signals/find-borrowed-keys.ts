import { signalLimits } from '@hadir/contract/signals.ts';
import type { Tx } from '#db.ts';
import type { SeenAttempt } from './read-attempts.ts';
import type { Sighting } from './sighting.ts';

type Row = { attemptId: string; studentId: string; keyId: string; ownerId: string };

/** Attempts that named the key of another person's phone: no app of ours does that by itself. */
export async function findBorrowedKeys(
  tx: Tx,
  schoolId: string,
  attempts: readonly SeenAttempt[],
): Promise<Sighting[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT attempt.id AS "attemptId", attempt.student_id AS "studentId", key.id AS "keyId", key.person_id AS "ownerId"
    FROM attendance_attempts AS attempt
    JOIN device_keys AS key ON key.school_id = attempt.school_id AND key.person_id <> attempt.student_id
      AND key.id = CASE WHEN attempt.device_key ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
        THEN attempt.device_key::uuid END
    WHERE attempt.id = ANY(${attempts.map(({ id }) => id)}::uuid[]) AND attempt.school_id = ${schoolId}::uuid`;
  return rows.map((row) => ({
    kind: 'shared_phone',
    key: `key:${row.keyId}`,
    level: 'medium',
    detail: { people: 2, in_one_class: 0, days: signalLimits.phoneDays, device_key: row.keyId },
    people: [row.studentId, row.ownerId],
    attempts: [row.attemptId],
  }));
}
