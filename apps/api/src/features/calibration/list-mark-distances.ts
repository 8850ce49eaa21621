import type { Context } from '#http/context.ts';

const days = 90;
const most = 20_000;

/** Distances of one mark; null where a recogniser has not judged. */
type MarkDistances = { first: number | null; second: number | null; together: number | null };

/** What was measured at face marks of the last 90 days that count, newest first. */
export async function listMarkDistances(context: Context, schoolId: string): Promise<MarkDistances[]> {
  const since = new Date(context.now().getTime() - days * 86_400_000);
  // Attempts from before there were two recognisers know one distance, which is the first's.
  return context.db.$queryRaw<MarkDistances[]>`
    SELECT coalesce((face.detail ->> 'first_distance')::float8, (face.detail ->> 'distance')::float8) AS first,
      (face.detail ->> 'second_distance')::float8 AS second,
      CASE WHEN face.detail ->> 'second_distance' IS NOT NULL THEN (face.detail ->> 'distance')::float8 END AS together
    FROM attendance_records AS record
    JOIN attendance_attempts AS attempt ON attempt.id = record.attempt_id AND attempt.school_id = record.school_id
    CROSS JOIN LATERAL (
      SELECT jsonb_path_query_first(attempt.checks, '$[*] ? (@.check == 12).detail') AS detail
    ) AS face
    WHERE record.school_id = ${schoolId}::uuid AND record.state = 'confirmed' AND record.method = 'face'
      AND record.marked_at > ${since}
    ORDER BY record.marked_at DESC LIMIT ${most}`;
}
