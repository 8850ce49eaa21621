import { expect, test } from 'vitest';
import { formatDay, formatDayTime, formatInstant, formatNumber, formatTime, formatTimeRange } from './format.ts';

const moment = '2026-11-20T13:05:09.000Z';
const zone = 'Asia/Jakarta';

test('days stand before months and the clock has 24 hours, in the zone of the school', () => {
  expect(formatTime(moment, zone)).toBe('20:05');
  expect(formatTime('2026-11-20T00:05:00.000Z', 'UTC')).toBe('00:05');
  expect(formatDay(moment, zone)).toMatch(/^Fri,? 20 Nov$/);
  expect(formatDayTime(moment, zone)).toBe('20 Nov 2026, 20:05');
  expect(formatInstant(moment, zone)).toBe('20 Nov 2026, 20:05:09');
  expect(formatTimeRange(moment, '2026-11-20T14:00:00.000Z', zone)).toMatch(/^20:05\s?–\s?21:00$/);
  expect(formatNumber(12345.5)).toBe('12,345.5');
});
