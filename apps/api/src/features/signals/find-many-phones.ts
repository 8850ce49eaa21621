import { signalLimits } from '@hadir/contract/signals.ts';
import type { Tx } from '#db.ts';
import { decideManyPhones } from './decide-many-phones.ts';
import { daysBefore, type SeenAttempt } from './read-attempts.ts';
import type { Sighting } from './sighting.ts';

type Row = { personId: string; phones: number; evictions: number; attempts: string[] };

/**
 * Students of these attempts with many phones: those they tried with and those they registered a key on. The evidence
 * is the first attempt with each, so that only another phone is something new.
 */
export async function findManyPhones(tx: Tx, schoolId: string, attempts: readonly SeenAttempt[]): Promise<Sighting[]> {
  const people = [...new Set(attempts.map(({ studentId }) => studentId))];
  const newest = attempts.at(-1);
  if (!newest) return [];
  const since = daysBefore(newest.at, signalLimits.phoneDays);
  const rows = await tx.$queryRaw<Row[]>`
    SELECT person.id AS "personId", phones.count AS phones,
      (SELECT count(*)::int FROM device_keys
        WHERE person_id = person.id AND origin = 'evicted' AND created_at > ${since}) AS evictions,
      ARRAY(
        SELECT first.id FROM device_uses AS used
        CROSS JOIN LATERAL (
          SELECT id FROM attendance_attempts
          WHERE school_id = ${schoolId}::uuid AND student_id = person.id AND device_hash = used.device_hash
          ORDER BY created_at LIMIT 1
        ) AS first
        WHERE used.person_id = person.id AND used.last_at > ${since}
      ) AS attempts
    FROM unnest(${people}::uuid[]) AS person (id)
    CROSS JOIN LATERAL (
      SELECT count(*)::int FROM (
        SELECT device_hash FROM device_uses WHERE person_id = person.id AND last_at > ${since}
        UNION
        SELECT device_hash FROM device_keys
        WHERE person_id = person.id AND origin <> 'evicted' AND created_at > ${since}
      ) AS phone
    ) AS phones
    WHERE phones.count >= ${signalLimits.manyPhones.medium}::int`;
  return rows.flatMap(({ personId, phones, evictions, attempts: evidence }) => {
    const finding = decideManyPhones({ phones, evictions });
    return finding
      ? { ...finding, kind: 'many_phones' as const, key: personId, people: [personId], attempts: evidence }
      : [];
  });
}
