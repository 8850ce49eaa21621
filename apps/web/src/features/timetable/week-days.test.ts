import { describe, expect, test } from 'vitest';
import { daysOfWeek, mondayOf } from './week-days.ts';

describe('the week of a day', () => {
  test.each([
    ['2026-11-16', '2026-11-16'],
    ['2026-11-20', '2026-11-16'],
    ['2026-11-22', '2026-11-16'],
    ['2027-01-01', '2026-12-28'],
    ['2028-02-29', '2028-02-28'],
  ])('of %s begins on %s', (day, monday) => expect(mondayOf(day)).toBe(monday));

  test('has seven days over the end of a month', () => {
    expect(daysOfWeek('2026-11-30')).toEqual([
      ...['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05', '2026-12-06'],
    ]);
  });
});
