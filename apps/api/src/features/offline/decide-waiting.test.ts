import { expect, it } from 'vitest';
import { mayStillOpen } from './decide-waiting.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 20, 8, minutes));
const planned = { startsAt: at(0), endsAt: at(60), isActive: false, closedAt: null, cancelledAt: null };

it.each([
  ['at its planned start', planned, 0, 0, true],
  ['a quarter of an hour after its planned end', planned, 60, 75, true],
  ['later than that', planned, 60, 76, false],
  ['made before its planned start', planned, -1, 10, false],
  ['made after its planned end', planned, 61, 62, false],
  ['open already', { ...planned, isActive: true }, 10, 20, false],
  ['cancelled', { ...planned, cancelledAt: at(-20) }, 10, 30, false],
  ['closed', { ...planned, closedAt: at(20) }, 10, 30, false],
])('a class %s', (_, session, captured, received, expected) => {
  expect(mayStillOpen(session, at(captured), at(received))).toBe(expected);
});
