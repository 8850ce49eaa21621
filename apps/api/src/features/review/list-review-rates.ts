import { ReviewReason } from '@hadir/contract/reasons.ts';
import type { listReviewRates as endpoint, ReviewRate } from '@hadir/contract/review.ts';
import type { z } from 'zod';
import { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { toInstant } from '#http/instant.ts';
import { wilsonInterval } from './wilson-interval.ts';

/** With fewer decisions the interval is about as wide as from one to three quarters. */
const enoughFrom = 20;

type Row = { reason: string; decided: number; confirmed: number };

/**
 * Only the last word on a mark: who confirmed one of a face that turned out to be somebody else's raised no false alarm,
 * so it counts nothing until the mark that went back is decided again.
 */
const isLastWord = Prisma.sql`NOT EXISTS (
    SELECT FROM review_decisions AS later
    WHERE later.record_id = decision.record_id AND later.attempt_id IS NOT DISTINCT FROM decision.attempt_id
      AND (later.decided_at, later.id) > (decision.decided_at, decision.id)
  ) AND NOT EXISTS (
    SELECT FROM attendance_records AS record
    WHERE record.id = decision.record_id AND record.attempt_id IS NOT DISTINCT FROM decision.attempt_id
      AND record.state = 'pending'
  )`;

/** How often each rule asked about a mark that staff then confirmed. Rules that never asked are listed with zeros. */
export async function listReviewRates(
  context: Pick<Context, 'db'>,
  schoolId: string,
  { from, to }: z.output<(typeof endpoint)['query']>,
): Promise<z.input<(typeof endpoint)['reply']>> {
  const since = from === undefined ? null : toInstant(from, 'from');
  const until = to === undefined ? null : toInstant(to, 'to');
  const [rows, [total]] = await Promise.all([
    context.db.$queryRaw<Row[]>`
      SELECT asked.rule AS reason, count(*)::int AS decided, count(*) FILTER (WHERE is_confirmed)::int AS confirmed
      FROM review_decisions AS decision, unnest(decision.reasons) AS asked (rule)
      WHERE decision.school_id = ${schoolId}::uuid AND ${isLastWord}
        AND (${since}::timestamptz IS NULL OR decided_at >= ${since}) AND (${until}::timestamptz IS NULL OR decided_at < ${until})
      GROUP BY asked.rule`,
    context.db.$queryRaw<{ decided: number }[]>`
      SELECT count(*)::int AS decided FROM review_decisions AS decision
      WHERE school_id = ${schoolId}::uuid AND ${isLastWord}
        AND (${since}::timestamptz IS NULL OR decided_at >= ${since}) AND (${until}::timestamptz IS NULL OR decided_at < ${until})`,
  ]);
  return {
    items: ReviewReason.options.map((reason) =>
      rate(
        reason,
        rows.find((row) => row.reason === reason),
      ),
    ),
    enough_from: enoughFrom,
    decided: total?.decided ?? 0,
  };
}

function rate(reason: ReviewReason, row: Row | undefined): ReviewRate {
  const { decided, confirmed } = row ?? { decided: 0, confirmed: 0 };
  const { low, high } = decided === 0 ? { low: null, high: null } : wilsonInterval(confirmed, decided);
  return {
    reason,
    decided,
    confirmed,
    rejected: decided - confirmed,
    false_alarm_rate: decided === 0 ? null : confirmed / decided,
    low,
    high,
    is_enough: decided >= enoughFrom,
  };
}
