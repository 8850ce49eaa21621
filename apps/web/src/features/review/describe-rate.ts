import type { ReviewRate } from '@hadir/contract/review.ts';
import { formatPercentage } from '#lib/format.ts';
import { text } from './texts.ts';

const percent = (share: number) => formatPercentage(Math.round(share * 100));

/** A rule's false alarms in one line: share, interval and of how many; or that there are too few to say. */
export function describeRate(
  { decided, false_alarm_rate, low, high, is_enough }: ReviewRate,
  enoughFrom: number,
): string {
  if (false_alarm_rate === null || low === null || high === null) return text('rates.none');
  const interval = text('rates.interval', { low: percent(low), high: percent(high) });
  const words = text('rates.words', { rate: percent(false_alarm_rate), interval, count: decided });
  return is_enough ? words : `${words}. ${text('rates.notEnough', { count: enoughFrom })}`;
}

/** The words of a reason, for other features' screens. */
export function describeReason(reason: ReviewRate['reason']): string {
  return text(`reason.${reason}`);
}
