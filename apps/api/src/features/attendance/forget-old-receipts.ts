import { type Forgotten, recordRetention } from '#features/audit/record-retention.ts';
import type { Context } from '#http/context.ts';

/** Kept after they are over, milliseconds: a day, for whoever asks why a mark was refused. */
const keptMs = 86_400_000;

/**
 * Deletes receipts of room codes that count no more, and wrong scans for class sessions that are over.
 * @returns rows that were deleted
 */
export async function forgetOldReceipts(context: Pick<Context, 'db' | 'now'>): Promise<number> {
  const before = new Date(context.now().getTime() - keptMs);
  return context.db.$transaction(async (tx) => {
    const gone = await tx.$queryRaw<Forgotten[]>`
      WITH receipts AS (DELETE FROM room_code_receipts WHERE expires_at < ${before} RETURNING school_id),
        misses AS (
          DELETE FROM room_code_misses AS miss USING class_sessions AS session
          WHERE session.id = miss.session_id AND session.ends_at < ${before} AND miss.created_at < ${before}
          RETURNING miss.school_id
        )
      SELECT school_id AS "schoolId", count(*)::int AS count
      FROM (TABLE receipts UNION ALL TABLE misses) AS gone GROUP BY school_id`;
    return recordRetention(tx, 'scans of room codes', gone);
  });
}
