import { signalLimits } from '@hadir/contract/signals.ts';
import type { Tx } from '#db.ts';
import { decideEqualPositions } from './decide-equal-positions.ts';
import { daysBefore, type SeenAttempt } from './read-attempts.ts';
import type { Sighting } from './sighting.ts';

type Row = { series: string; studentId: string; attemptId: string; fixes: number };

/** People whose attempts are taken as evidence of one series. */
const most = 50;

/** Series of fixes that other students sent, too. */
export async function findEqualPositions(
  tx: Tx,
  schoolId: string,
  attempts: readonly SeenAttempt[],
): Promise<Sighting[]> {
  const series = [...new Set(attempts.flatMap(({ positionSeries }) => positionSeries ?? []))];
  const newest = attempts.at(-1);
  if (series.length === 0 || !newest) return [];
  const rows = await tx.$queryRaw<Row[]>`
    SELECT asked.series, same.student_id AS "studentId", same.id AS "attemptId",
      coalesce((jsonb_path_query_first(same.checks, '$[*] ? (@.check == 9).detail.fixes') #>> '{}')::int, 1) AS fixes
    FROM unnest(${series}::text[]) AS asked (series)
    CROSS JOIN LATERAL (
      SELECT DISTINCT ON (student_id) student_id, id, checks FROM attendance_attempts
      WHERE school_id = ${schoolId}::uuid AND position_series = asked.series AND student_id IS NOT NULL
        AND created_at > ${daysBefore(newest.at, signalLimits.seriesDays)}
      ORDER BY student_id, created_at DESC LIMIT ${most}
    ) AS same`;
  return series.flatMap((one) => {
    const same = rows.filter((row) => row.series === one);
    const own = attempts.filter(({ positionSeries }) => positionSeries === one);
    const people = [...new Set(same.map(({ studentId }) => studentId))];
    const finding = decideEqualPositions({
      people: people.length,
      fixes: Math.max(1, ...same.map(({ fixes }) => fixes)),
    });
    return finding
      ? {
          ...finding,
          kind: 'equal_positions' as const,
          key: one,
          people: [...people, ...own.map(({ studentId }) => studentId)],
          attempts: [...own.map(({ id }) => id), ...same.map(({ attemptId }) => attemptId)],
        }
      : [];
  });
}
