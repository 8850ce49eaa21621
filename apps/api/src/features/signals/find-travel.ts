import { signalLimits } from '@hadir/contract/signals.ts';
import type { Tx } from '#db.ts';
import { knownWithin } from '#features/attendance/decide-speed.ts';
import { decideTravel } from './decide-travel.ts';
import type { SeenAttempt } from './read-attempts.ts';
import type { Sighting } from './sighting.ts';

type Row = { id: string; otherId: string; at: Date; lat: number; lng: number; accuracy: number | null };

/** Degrees: less than this apart, in both directions, nobody is farther than the rule starts at. */
const near = 0.005;

/**
 * Compares each fix with those of a day before and after of the same person, whichever is known first: what came in
 * between hides nothing. Those that hardly know where they are count for nothing.
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
    SELECT this.id, other.id AS "otherId", other.created_at AS at, other.latitude AS lat, other.longitude AS lng,
      other.accuracy_m AS accuracy
    FROM attendance_attempts AS this
    JOIN attendance_attempts AS other ON other.school_id = this.school_id AND other.student_id = this.student_id
      AND other.created_at > this.created_at - make_interval(hours => ${hours}::int)
      AND other.created_at < this.created_at + make_interval(hours => ${hours}::int)
    WHERE this.id = ANY(${placed.map(({ id }) => id)}::uuid[]) AND this.school_id = ${schoolId}::uuid
      AND other.latitude IS NOT NULL AND (other.accuracy_m IS NULL OR other.accuracy_m <= ${knownWithin})
      AND (abs(other.latitude - this.latitude) > ${near} OR abs(other.longitude - this.longitude) > ${near})
    ORDER BY other.created_at, other.id`;
  return rows.flatMap((other) => {
    const own = placed.find(({ id }) => id === other.id);
    if (!own) return [];
    const [earlier, later] = other.at <= own.at ? [other, own] : [own, other];
    const finding = decideTravel(earlier, later);
    return finding
      ? {
          ...finding,
          kind: 'impossible_travel' as const,
          key: own.studentId,
          people: [own.studentId],
          attempts: [own.id, other.otherId],
        }
      : [];
  });
}
