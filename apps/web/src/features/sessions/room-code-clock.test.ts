import { expect, test } from 'vitest';
import { observeExpiry, secondsLeft, unknownClock } from './room-code-clock.ts';

test('with clocks that agree the seconds count down to the change', () => {
  const clock = observeExpiry(unknownClock, 15_000, 4_000);
  expect(secondsLeft(clock, 4_000)).toBe(11);
  expect(secondsLeft(clock, 14_100)).toBe(1);
  expect(secondsLeft(clock, 99_000)).toBe(0);
});

test('a change of the code teaches the offset of a wrong own clock', () => {
  const minutesAhead = 300_000;
  const first = observeExpiry(unknownClock, 15_000, 4_000 + minutesAhead);
  expect(secondsLeft(first, 4_000 + minutesAhead)).toBe(0);
  const second = observeExpiry(first, 30_000, 15_400 + minutesAhead);
  expect(secondsLeft(second, 15_400 + minutesAhead)).toBe(15);
  expect(secondsLeft(second, 20_400 + minutesAhead)).toBe(10);
});

test('a pause in the polling is not taken for a wrong clock', () => {
  const first = observeExpiry(unknownClock, 15_000, 4_000);
  const later = observeExpiry(first, 600_000, 590_000);
  expect(secondsLeft(later, 590_000)).toBe(10);
});

test('the same code seen again changes nothing', () => {
  const clock = observeExpiry(unknownClock, 15_000, 4_000);
  expect(observeExpiry(clock, 15_000, 9_000)).toBe(clock);
});
