import { signalLimits } from '@hadir/contract/signals.ts';
import type { Tx } from '#db.ts';
import { knownWithin } from '#features/attendance/decide-speed.ts';
import { decideTravel } from './decide-travel.ts';
import type { SeenAttempt } from './read-attempts.ts';
import type { Sighting } from './sighting.ts';

type Row = { id: string; nearId: string; at: Date; lat: number; lng: number; accuracy: number | null };

/**
 * Compares each fix with the one before and the one after of the same person, whichever is known first. Those that hardly
 * know where they are count for nothing, so that none of them comes between two that do.
 */
export async function findTravel(tx: Tx, schoolId: string, attempts: readonly SeenAttempt[]): Promise<Sighting[]> {
  const placed = attempts.flatMap((attempt) =>
    attempt.lat === null || attempt.lng === null || (attempt.accuracy ?? 0) > knownWithin
      ? []
      : { ...attempt, lat: attempt.lat, lng: attempt.lng },
  );
  if (placed.length === 0) return [];
  const hours = signalLimits.travel.hours;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT this.id, near.id AS "nearId", near.created_at AS at, near.latitude AS lat, near.longitude AS lng,
      near.accuracy_m AS accuracy
    FROM attendance_attempts AS this
    CROSS JOIN LATERAL (
      (SELECT id, created_at, latitude, longitude, accuracy_m FROM attendance_attempts
        WHERE school_id = ${schoolId}::uuid AND student_id = this.student_id AND latitude IS NOT NULL
          AND (accuracy_m IS NULL OR accuracy_m <= ${knownWithin})
          AND created_at <= this.created_at AND created_at > this.created_at - make_interval(hours => ${hours}::int)
          AND id <> this.id
        ORDER BY created_at DESC, id DESC LIMIT 1)
      UNION ALL
      (SELECT id, created_at, latitude, longitude, accuracy_m FROM attendance_attempts
        WHERE school_id = ${schoolId}::uuid AND student_id = this.student_id AND latitude IS NOT NULL
          AND (accuracy_m IS NULL OR accuracy_m <= ${knownWithin})
          AND created_at > this.created_at AND created_at < this.created_at + make_interval(hours => ${hours}::int)
        ORDER BY created_at, id LIMIT 1)
    ) AS near
    WHERE this.id = ANY(${placed.map(({ id }) => id)}::uuid[])`;
  return rows.flatMap((near) => {
    const own = placed.find(({ id }) => id === near.id);
    if (!own) return [];
    const [earlier, later] = near.at <= own.at ? [near, own] : [own, near];
    const finding = decideTravel(earlier, later);
    return finding
      ? {
          ...finding,
          kind: 'impossible_travel' as const,
          key: own.studentId,
          people: [own.studentId],
          attempts: [own.id, near.nearId],
        }
      : [];
  });
}
