import { expect, test } from 'vitest';
import { addDays, dayOf, instantOf, isDay, startOfDay, wallTimeOf } from './zoned-day.ts';

const iso = (instant: number) => new Date(instant).toISOString();

test.each([
  ['2026-11-20', 'Asia/Jakarta', '2026-11-19T17:00:00.000Z'],
  ['2026-11-20', 'UTC', '2026-11-20T00:00:00.000Z'],
  ['2026-11-20', 'America/New_York', '2026-11-20T05:00:00.000Z'],
  // Clocks go forward at midnight here: the day begins at 01:00.
  ['2025-04-25', 'Africa/Cairo', '2025-04-24T22:00:00.000Z'],
])('day %s in %s starts at %s', (day, zone, expected) => {
  expect(iso(startOfDay(day, zone))).toBe(expected);
});

test.each([
  ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
  ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ['2026-06-01T09:15', 'Asia/Kolkata', '2026-06-01T03:45:00.000Z'],
])('wall time %s in %s is %s', (wall, zone, expected) => {
  expect(iso(instantOf(wall, zone))).toBe(expected);
});

test('an instant falls on the day that the school sees', () => {
  expect(dayOf(Date.parse('2026-11-19T18:00:00Z'), 'Asia/Jakarta')).toBe('2026-11-20');
  expect(wallTimeOf(Date.parse('2026-11-19T18:00:30.500Z'), 'Asia/Jakarta')).toBe('2026-11-20T01:00');
});

test('days are counted over the end of a month', () => {
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
});

test('only days that exist are days', () => {
  expect(isDay('2026-02-28')).toBe(true);
  expect(isDay('2026-02-30')).toBe(false);
  expect(isDay('20260228')).toBe(false);
  expect(isDay('2026-13-01')).toBe(false);
});
