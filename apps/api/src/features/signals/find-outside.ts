import { signalLimits } from '@hadir/contract/signals.ts';
import type { Tx } from '#db.ts';
import { decideOutside } from './decide-outside.ts';
import { daysBefore, type SeenAttempt } from './read-attempts.ts';
import type { Sighting } from './sighting.ts';

type Row = { studentId: string; attemptId: string; claimedSessionId: string; beyondM: number | null };

/** Check 9 of an attempt that was outside for sure, whatever the school's policy made of it. */
const outside = JSON.stringify([{ check: 9, detail: { zone: 'outside' } }]);

/** Students of these attempts who tried from outside their class's geofence, with what they did so in the last weeks. */
export async function findOutside(tx: Tx, schoolId: string, attempts: readonly SeenAttempt[]): Promise<Sighting[]> {
  const newest = attempts.at(-1);
  if (!newest) return [];
  const rows = await tx.$queryRaw<Row[]>`
    SELECT tried.student_id AS "studentId", tries.id AS "attemptId", tries.claimed_session_id AS "claimedSessionId",
      (jsonb_path_query_first(tries.checks, '$[*] ? (@.check == 9).detail.beyond_m') #>> '{}')::float8 AS "beyondM"
    FROM (
      SELECT DISTINCT student_id FROM attendance_attempts
      WHERE id = ANY(${attempts.map(({ id }) => id)}::uuid[]) AND checks @> ${outside}::jsonb
    ) AS tried
    CROSS JOIN LATERAL (
      SELECT id, claimed_session_id, checks FROM attendance_attempts
      WHERE school_id = ${schoolId}::uuid AND student_id = tried.student_id
        AND created_at > ${daysBefore(newest.at, signalLimits.outside.days)} AND checks @> ${outside}::jsonb
    ) AS tries`;
  return [...new Set(rows.map(({ studentId }) => studentId))].flatMap((person) => {
    const own = rows.filter(({ studentId }) => studentId === person);
    const tries = Map.groupBy(own, ({ claimedSessionId }) => claimedSessionId);
    const finding = decideOutside({
      sessions: tries.size,
      tries: Math.max(...[...tries.values()].map((ofOne) => ofOne.length)),
      farthestM: Math.max(0, ...own.map(({ beyondM }) => beyondM ?? 0)),
    });
    return finding
      ? {
          ...finding,
          kind: 'outside_place' as const,
          key: person,
          people: [person],
          attempts: own.map(({ attemptId }) => attemptId),
        }
      : [];
  });
}
