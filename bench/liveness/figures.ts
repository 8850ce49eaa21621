import { wilsonInterval } from '@hadir/api/src/features/review/wilson-interval.ts';
import { LivenessStep, livenessStepsAsked } from '@hadir/contract/liveness.ts';

/** Share of those of a kind, with Wilson's 95 % interval, as `12/34 = 35 % (21 to 52)`. */
export function shareOf(hits: number, of: number): string {
  if (of === 0) return '–';
  const { low, high } = wilsonInterval(hits, of);
  const percent = (value: number) => Math.round(100 * value);
  return `${hits}/${of} = ${percent(hits / of)} % (${percent(low)} to ${percent(high)})`;
}

/** How often a value of the first is above one of the second: 1 when they never mix, 0.5 when they tell nothing. */
export function aucOf(high: readonly number[], low: readonly number[]): number | null {
  if (high.length === 0 || low.length === 0) return null;
  let sum = 0;
  for (const a of high) for (const b of low) sum += a > b ? 1 : a === b ? 0.5 : 0;
  return sum / (high.length * low.length);
}

/** Share of the plans somebody passes with at most so many exchanges, when every order of the steps is as likely. */
export function shareOfPlans(passed: readonly LivenessStep[], exchanges: number): number {
  const orders = ordersOf(LivenessStep.options);
  const isPassed = (order: readonly LivenessStep[]) =>
    order.slice(0, livenessStepsAsked + exchanges).filter((step) => passed.includes(step)).length >= livenessStepsAsked;
  return orders.filter(isPassed).length / orders.length;
}

function ordersOf<T>(values: readonly T[]): T[][] {
  if (values.length === 0) return [[]];
  return values.flatMap((value, i) => ordersOf(values.toSpliced(i, 1)).map((rest) => [value, ...rest]));
}
