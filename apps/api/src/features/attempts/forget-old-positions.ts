import type { Tx } from '#db.ts';
import { type Forgotten, recordRetention } from '#features/audit/record-retention.ts';
import type { Context } from '#http/context.ts';

/** How long an attempt keeps its exact position; the published retention policy says so. */
const exactPositionDays = 90;

/** Rows of one statement, so that no lock lasts long. */
const atATime = 2000;

/**
 * Makes the positions of old attempts coarse: two decimals, about a kilometre, without accuracy and distance, in the
 * row and in its kept checks. Everything else of the attempt stays. Again and at once elsewhere is the same.
 * @returns attempts that were changed
 */
export async function forgetOldPositions(context: Pick<Context, 'db' | 'now'>): Promise<number> {
  const before = new Date(context.now().getTime() - exactPositionDays * 86_400_000);
  let changed = 0;
  for (;;) {
    const count = await context.db.$transaction(async (tx) => forgetSome(tx, before));
    changed += count;
    if (count < atATime) return changed;
  }
}

async function forgetSome(tx: Tx, before: Date): Promise<number> {
  const forgotten = await tx.$queryRaw<Forgotten[]>`
    WITH changed AS (
      UPDATE attendance_attempts SET
        latitude = round(latitude::numeric, 2)::float8, longitude = round(longitude::numeric, 2)::float8,
        accuracy_m = NULL, distance_m = NULL,
        checks = (
          SELECT coalesce(jsonb_agg(
            CASE WHEN judged ->> 'name' = 'position'
              THEN jsonb_set(judged, '{detail}', (judged -> 'detail') - '{distance_m,beyond_m,accuracy_m,spread_m}'::text[])
              ELSE judged END ORDER BY place), '[]')
          FROM jsonb_array_elements(checks) WITH ORDINALITY AS kept (judged, place))
      WHERE id IN (
        SELECT id FROM attendance_attempts
        WHERE created_at < ${before} AND (accuracy_m IS NOT NULL OR distance_m IS NOT NULL
          OR latitude <> round(latitude::numeric, 2)::float8 OR longitude <> round(longitude::numeric, 2)::float8)
        LIMIT ${atATime} FOR UPDATE SKIP LOCKED)
      RETURNING school_id)
    SELECT school_id AS "schoolId", count(*)::int AS count FROM changed GROUP BY school_id`;
  return recordRetention(tx, 'exact positions of attempts', forgotten);
}
