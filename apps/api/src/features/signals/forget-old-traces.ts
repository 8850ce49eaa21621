import { type Forgotten, recordRetention } from '#features/audit/record-retention.ts';
import type { Context } from '#http/context.ts';
import { daysBefore } from './read-attempts.ts';

/** How long wrong passwords, refused requests and who used which phone are kept. */
const traceDays = 90;

/**
 * Deletes what signals were found from when it is old; the signals themselves stay with what they counted.
 * @returns rows that were deleted
 */
export async function forgetOldTraces({ db, now }: Pick<Context, 'db' | 'now'>): Promise<number> {
  const before = daysBefore(now(), traceDays);
  return db.$transaction(async (tx) => {
    const gone = await tx.$queryRaw<Forgotten[]>`
      WITH failed AS (DELETE FROM failed_sign_ins WHERE created_at < ${before} RETURNING school_id),
        refused AS (DELETE FROM refused_requests WHERE hour_at < ${before} RETURNING school_id),
        uses AS (DELETE FROM device_uses WHERE last_at < ${before} RETURNING school_id)
      SELECT school_id AS "schoolId", count(*)::int AS count
      FROM (TABLE failed UNION ALL TABLE refused UNION ALL TABLE uses) AS gone GROUP BY school_id`;
    return recordRetention(tx, 'traces of phones, sign-ins and refusals', gone);
  });
}
