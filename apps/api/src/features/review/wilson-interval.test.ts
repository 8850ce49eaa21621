import { expect, it } from 'vitest';
import { wilsonInterval } from './wilson-interval.ts';

// R 4, `binom::binom.confint(x, n, methods = "wilson")`.
it.each([
  [0, 10, 0, 0.2775],
  [10, 10, 0.7225, 1],
  [5, 10, 0.2366, 0.7634],
  [1, 100, 0.0018, 0.0545],
  [30, 50, 0.4618, 0.7239],
])('of %i in %i is %f to %f', (hits, tries, low, high) => {
  const interval = wilsonInterval(hits, tries);
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});
