import type { Tx } from '#db.ts';
import type { SeenAttempt } from './read-attempts.ts';

/** Attempts older than this are not counted any more. */
export const useDays = 90;

/** Counts anew what each person of these attempts did with each of their phones, so that twice is as good as once. */
export async function keepDeviceUses(tx: Tx, schoolId: string, attempts: readonly SeenAttempt[]): Promise<void> {
  const pairs = [
    ...new Map(
      attempts.flatMap(({ studentId, deviceHash }) =>
        deviceHash === null ? [] : [[`${studentId} ${deviceHash}`, { studentId, deviceHash }] as const],
      ),
    ).values(),
  ];
  if (pairs.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO device_uses (school_id, device_hash, person_id, first_at, last_at, accepted, refused)
    SELECT ${schoolId}::uuid, pair.device_hash, pair.student_id, found.first_at, found.last_at, found.accepted,
      found.refused
    FROM unnest(${pairs.map(({ deviceHash }) => deviceHash)}::text[], ${pairs.map(({ studentId }) => studentId)}::uuid[])
      AS pair (device_hash, student_id)
    JOIN people AS person ON person.id = pair.student_id
    CROSS JOIN LATERAL (
      SELECT min(created_at) AS first_at, max(created_at) AS last_at, count(*) FILTER (WHERE success)::int AS accepted,
        count(*) FILTER (WHERE NOT success)::int AS refused
      FROM attendance_attempts
      WHERE school_id = ${schoolId}::uuid AND student_id = pair.student_id AND device_hash = pair.device_hash
        AND created_at > now() - make_interval(days => ${useDays}::int)
    ) AS found
    WHERE found.first_at IS NOT NULL
    ON CONFLICT (school_id, device_hash, person_id) DO UPDATE SET
      first_at = least(device_uses.first_at, EXCLUDED.first_at), last_at = greatest(device_uses.last_at, EXCLUDED.last_at),
      accepted = EXCLUDED.accepted, refused = EXCLUDED.refused`;
}
