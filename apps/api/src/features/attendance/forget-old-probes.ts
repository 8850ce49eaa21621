import { type Forgotten, recordRetention } from '#features/audit/record-retention.ts';
import type { Context } from '#http/context.ts';
import { probeDays } from './load-facts.ts';

/**
 * Deletes the probes that the replay check compares with no more, also of people who do not mark any longer.
 * @returns probes that were deleted
 */
export async function forgetOldProbes(context: Pick<Context, 'db' | 'now'>): Promise<number> {
  const before = new Date(context.now().getTime() - probeDays * 86_400_000);
  return context.db.$transaction(async (tx) => {
    const gone = await tx.$queryRaw<Forgotten[]>`
      WITH gone AS (DELETE FROM face_probes WHERE created_at <= ${before} RETURNING school_id)
      SELECT school_id AS "schoolId", count(*)::int AS count FROM gone GROUP BY school_id`;
    return recordRetention(tx, 'face probes', gone);
  });
}
