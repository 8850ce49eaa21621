import { describe, expect, it } from 'vitest';
import { dayInZone } from '#features/timetable/calendar-day.ts';
import { decideOpening } from './decide-opening.ts';
import { decidePhase } from './decide-phase.ts';

const at = (time: string) => new Date(`2026-03-02T${time}:00.000Z`);

describe('the phase of a class session from 10:00 to 11:00', () => {
  const planned = { startsAt: at('10:00'), endsAt: at('11:00'), isActive: false, closedAt: null, cancelledAt: null };
  const active = { ...planned, isActive: true };
  it.each([
    ['planned', planned, '09:00'],
    ['planned', planned, '10:30'],
    ['closed', planned, '11:01'],
    ['planned', active, '09:59'],
    ['open', active, '10:00'],
    ['open', active, '11:00'],
    ['closed', active, '11:01'],
    ['closed', { ...planned, closedAt: at('10:20') }, '10:30'],
    ['cancelled', { ...planned, cancelledAt: at('08:00') }, '10:30'],
    ['cancelled', { ...planned, cancelledAt: at('08:00') }, '11:01'],
  ])('is %s', (phase, session, now) => expect(decidePhase(session, at(now))).toBe(phase));
});

describe('opening a class session from 10:00 to 11:00', () => {
  it.each([
    ['early, moves the start and keeps what was planned', '09:40', '09:40', '11:00', at('10:00')],
    ['in time, moves nothing', '10:20', '10:00', '11:00', null],
    ['after its end, moves the end by the planned length', '12:00', '10:00', '13:00', null],
  ])('%s', (_name, now, startsAt, endsAt, plannedStartsAt) => {
    const opened = decideOpening({ startsAt: at('10:00'), endsAt: at('11:00'), plannedStartsAt: null }, at(now));
    expect(opened).toEqual({ startsAt: at(startsAt), endsAt: at(endsAt), plannedStartsAt });
    expect(decideOpening(opened, at('10:50')).plannedStartsAt).toEqual(plannedStartsAt);
    expect(decidePhase({ ...opened, isActive: true, closedAt: null, cancelledAt: null }, at(now))).toBe('open');
  });
});

describe('today', () => {
  it.each([
    ['Asia/Jakarta', '2026-03-02T17:30:00Z', '2026-03-02T17:00:00Z', '2026-03-03T17:00:00Z'],
    ['Asia/Jakarta', '2026-03-02T16:30:00Z', '2026-03-01T17:00:00Z', '2026-03-02T17:00:00Z'],
    ['UTC', '2026-12-31T23:59:59Z', '2026-12-31T00:00:00Z', '2027-01-01T00:00:00Z'],
    // 23 and 25 hours: the clocks change.
    ['Europe/Berlin', '2026-03-29T12:00:00Z', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
    ['Europe/Berlin', '2026-10-25T12:00:00Z', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
    ['Pacific/Kiritimati', '2026-03-02T11:00:00Z', '2026-03-02T10:00:00Z', '2026-03-03T10:00:00Z'],
    // Midnight is jumped over.
    ['America/Santiago', '2026-09-06T12:00:00Z', '2026-09-06T04:00:00Z', '2026-09-07T03:00:00Z'],
    ['America/Santiago', '2026-09-05T12:00:00Z', '2026-09-05T04:00:00Z', '2026-09-06T04:00:00Z'],
    ['Asia/Kathmandu', '2026-03-02T00:00:00Z', '2026-03-01T18:15:00Z', '2026-03-02T18:15:00Z'],
  ])('in %s at %s', (zone, now, from, to) => {
    expect(dayInZone(new Date(now), zone)).toEqual({ from: new Date(from), to: new Date(to) });
  });
});
