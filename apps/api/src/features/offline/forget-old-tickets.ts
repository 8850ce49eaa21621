import { SEND_HOURS } from '@hadir/contract/offline.ts';
import { type Forgotten, recordRetention } from '#features/audit/record-retention.ts';
import type { Context } from '#http/context.ts';

const hourMs = 3_600_000;

/** Days for which a record that comes again is answered as it was. */
const answeredDays = 90;

/**
 * Deletes tickets 48 hours after they were used or could be, those of phones that were ended, and old answers.
 * @returns rows that were deleted
 */
export async function forgetOldTickets(context: Pick<Context, 'db' | 'now'>): Promise<number> {
  const now = context.now().getTime();
  const before = new Date(now - SEND_HOURS * hourMs);
  const answeredBefore = new Date(now - answeredDays * 24 * hourMs);
  return context.db.$transaction(async (tx) => {
    const gone = await tx.$queryRaw<Forgotten[]>`
      WITH tickets AS (
        DELETE FROM challenges AS ticket WHERE is_offline AND (
          coalesce(used_at, expires_at) < ${before}
          OR EXISTS (SELECT FROM device_keys WHERE id::text = ticket.claimed_key AND revoked_at < ${before})
        ) RETURNING school_id
      ), answers AS (DELETE FROM offline_marks WHERE received_at < ${answeredBefore} RETURNING school_id)
      SELECT school_id AS "schoolId", count(*)::int AS count
      FROM (TABLE tickets UNION ALL TABLE answers) AS gone GROUP BY school_id`;
    return recordRetention(tx, 'tickets for marks without network', gone);
  });
}
