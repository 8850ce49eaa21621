import { expect, it } from 'vitest';
import { decideLate } from './decide-late.ts';

const at = (time: string) => new Date(`2026-11-20T${time}.000Z`);
const planned = {
  ...{ startsAt: at('09:00:00'), plannedStartsAt: null, openedAt: at('09:00:00'), createdAt: at('08:00:00') },
  graceMin: 10,
};
const early = { ...planned, startsAt: at('08:40:00'), plannedStartsAt: at('09:00:00'), openedAt: at('08:40:00') };

it.each([
  ['before the grace is over', planned, '09:09:59', 'present'],
  ['at its last moment', planned, '09:10:00', 'present'],
  ['after it', planned, '09:10:01', 'late'],
  ['without a grace, at the start', { ...planned, graceMin: 0 }, '09:00:00', 'present'],
  ['without a grace, a second later', { ...planned, graceMin: 0 }, '09:00:01', 'late'],
  ['within the grace of a class that was opened late', { ...planned, openedAt: at('09:20:00') }, '09:29:00', 'present'],
  ['after the grace of a class that was opened late', { ...planned, openedAt: at('09:20:00') }, '09:31:00', 'late'],
  [
    'in a class that was put down twenty minutes after its start',
    { ...planned, openedAt: at('09:20:00'), createdAt: at('09:19:00') },
    '09:21:00',
    'late',
  ],
  ['before the planned start of a class that was opened early', early, '08:55:00', 'present'],
  ['within the grace of a class that was opened early', early, '09:10:00', 'present'],
  ['after the grace of a class that was opened early', early, '09:10:01', 'late'],
  ['before a class was opened at all, without network', { ...planned, openedAt: null }, '09:05:00', 'present'],
])('a mark %s', (_name, session, time, status) => {
  expect(decideLate(session, at(time))).toBe(status);
});
