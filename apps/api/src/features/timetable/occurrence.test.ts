import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayAt, instantAt, toColumn } from './calendar-day.ts';
import { decideOccurrence, type Exception, type Rule } from './decide-occurrence.ts';
import { listRuleDays, rememberRuleDays } from './list-rule-days.ts';

const rule = (given: Partial<Rule> = {}): Rule => ({
  weekdays: [1],
  everyWeeks: 1,
  startsOn: '2026-01-01',
  endsOn: '2026-12-31',
  startsAtTime: '02:30',
  durationMin: 60,
  room: 'R1',
  placeId: null,
  ...given,
});

const exception = (given: Partial<Exception>): Exception => ({
  ...{ change: 'moved', movedToOn: null, startsAtTime: null, durationMin: null, room: null, placeId: null },
  reason: 'sports day',
  ...given,
});

describe('the days of a rule', () => {
  it.each([
    ['every Monday', {}, '2026-11-01', '2026-11-20', ['2026-11-02', '2026-11-09', '2026-11-16']],
    [
      'every second week from a Wednesday on: the Monday of that week is over, the next one is not due',
      { weekdays: [1, 3], everyWeeks: 2, startsOn: '2026-01-07' },
      '2026-01-01',
      '2026-02-04',
      ['2026-01-07', '2026-01-19', '2026-01-21', '2026-02-02', '2026-02-04'],
    ],
    [
      'every second week from a Sunday on: weeks begin on Monday',
      { weekdays: [1, 7], everyWeeks: 2, startsOn: '2026-01-04' },
      '2026-01-01',
      '2026-01-20',
      ['2026-01-04', '2026-01-12', '2026-01-18'],
    ],
    [
      'the first and the last day count',
      { weekdays: [5], startsOn: '2026-11-06', endsOn: '2026-11-20' },
      '2026-10-01',
      '2027-01-01',
      ['2026-11-06', '2026-11-13', '2026-11-20'],
    ],
    [
      'a leap day',
      { weekdays: [2], startsOn: '2028-02-01', endsOn: '2028-03-31' },
      '2028-02-28',
      '2028-03-08',
      ['2028-02-29', '2028-03-07'],
    ],
    [
      'over the turn of a year with 53 weeks',
      { weekdays: [4], everyWeeks: 3, startsOn: '2026-12-17', endsOn: '2027-02-28' },
      '2026-12-01',
      '2027-02-28',
      ['2026-12-17', '2027-01-07', '2027-01-28', '2027-02-18'],
    ],
    ['none of the days', { weekdays: [6] }, '2026-11-16', '2026-11-20', []],
    ['before it begins', { startsOn: '2026-11-21' }, '2026-11-01', '2026-11-20', []],
    ['after it has ended', { endsOn: '2026-11-01' }, '2026-11-02', '2026-11-30', []],
  ])('%s', (_name, given, first, last, days) => {
    expect(listRuleDays(rule(given), first, last)).toEqual(days);
  });

  it('are the same however the time is cut into pieces', () => {
    const start = fc.integer({ min: 0, max: 400 }).map((offset) => addDays('2026-01-01', offset));
    const pattern = fc.record({
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      everyWeeks: fc.integer({ min: 1, max: 5 }),
      startsOn: start,
    });
    fc.assert(
      fc.property(pattern, start, fc.integer({ min: 1, max: 60 }), (given, from, cut) => {
        const one = rule({ ...given, endsOn: addDays(given.startsOn, 200) });
        const whole = listRuleDays(one, from, addDays(from, 90));
        const parts = [
          ...listRuleDays(one, from, addDays(from, cut - 1)),
          ...listRuleDays(one, addDays(from, cut), addDays(from, 90)),
        ];
        expect(parts).toEqual(whole);
        const hasDay = rememberRuleDays(one);
        const days = Array.from({ length: 91 }, (_, index) => addDays(from, index));
        expect(days.filter(hasDay)).toEqual(whole);
        for (const day of whole) expect(given.weekdays).toContain(((toColumn(day).getUTCDay() + 6) % 7) + 1);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the wall clock of a zone', () => {
  it.each([
    ['an ordinary day', '2026-11-20', '08:00', 'Africa/Nairobi', '2026-11-20T05:00:00.000Z'],
    ['the north jumps ahead: 02:30 is 03:30', '2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['the north falls back: the first 02:30', '2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['New York jumps ahead', '2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
    ['the south jumps ahead in spring', '2026-10-04', '02:30', 'Australia/Sydney', '2026-10-03T16:30:00.000Z'],
    ['the south falls back in autumn', '2026-04-05', '02:30', 'Australia/Sydney', '2026-04-04T15:30:00.000Z'],
    ['a jump at midnight', '2026-09-06', '00:15', 'America/Santiago', '2026-09-06T04:15:00.000Z'],
    ['half an hour on Lord Howe', '2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z'],
  ])('%s', (_name, day, time, zone, instant) => {
    expect(instantAt(day, time, zone).toISOString()).toBe(instant);
  });

  it('tells the day of an instant', () => {
    expect(dayAt(new Date('2026-11-20T21:00:00Z'), 'Africa/Nairobi')).toBe('2026-11-21');
    expect(dayAt(new Date('2026-11-20T02:00:00Z'), 'America/New_York')).toBe('2026-11-19');
  });
});

describe('one day of a rule', () => {
  const berlin = (given: Partial<Rule>, day: string) => decideOccurrence(rule(given), day, null, [], 'Europe/Berlin');

  it('keeps its time on the wall over summer and winter', () => {
    const times = ['2026-03-23', '2026-03-30', '2026-10-19', '2026-10-26'].map((day) =>
      berlin({ startsAtTime: '08:00' }, day)?.startsAt.toISOString().slice(11, 16),
    );
    expect(times).toEqual(['07:00', '06:00', '06:00', '07:00']);
  });

  it('lasts its minutes while the clock changes, and is left out on no day', () => {
    const days = listRuleDays(rule({ weekdays: [7] }), '2026-03-22', '2026-04-05');
    expect(days).toEqual(['2026-03-22', '2026-03-29', '2026-04-05']);
    const jump = berlin({ weekdays: [7], startsAtTime: '01:30', durationMin: 90 }, '2026-03-29');
    expect([jump?.startsAt.toISOString(), jump?.endsAt.toISOString()]).toEqual([
      '2026-03-29T00:30:00.000Z',
      '2026-03-29T02:00:00.000Z',
    ]);
  });

  it('is none on a day that the rule does not give', () => {
    expect(berlin({}, '2026-11-17')).toBeNull();
  });

  const holidays = [{ name: 'Half term', startsOn: '2026-11-02', endsOn: '2026-11-09' }];
  it.each([
    ['the first day of a holiday', '2026-11-02', 'holiday'],
    ['its last day', '2026-11-09', 'holiday'],
    ['the week before', '2026-10-26', 'held'],
    ['the week after', '2026-11-16', 'held'],
  ])('%s', (_name, day, kind) => {
    expect(decideOccurrence(rule(), day, null, holidays, 'UTC')?.kind).toBe(kind);
  });

  it('that staff moved out of a holiday or into one is held', () => {
    const out = exception({ movedToOn: '2026-11-11' });
    expect(decideOccurrence(rule(), '2026-11-09', out, holidays, 'UTC')).toMatchObject({ kind: 'held', isMoved: true });
    const into = exception({ movedToOn: '2026-11-03' });
    const held = decideOccurrence(rule(), '2026-11-16', into, holidays, 'UTC');
    expect([held?.kind, held?.startsAt.toISOString()]).toEqual(['held', '2026-11-03T02:30:00.000Z']);
  });

  it('is moved in what is said and keeps the rest', () => {
    const moved = exception({ startsAtTime: '14:00', durationMin: 30, room: 'Hall' });
    expect(decideOccurrence(rule({ placeId: 'p' }), '2026-11-16', moved, [], 'UTC')).toEqual({
      kind: 'held',
      startsAt: new Date('2026-11-16T14:00:00Z'),
      endsAt: new Date('2026-11-16T14:30:00Z'),
      room: 'Hall',
      placeId: 'p',
      isMoved: true,
      reason: 'sports day',
    });
  });

  it('is cancelled, also in a holiday', () => {
    const cancelled = exception({ change: 'cancelled' });
    const occurrence = decideOccurrence(rule(), '2026-11-09', cancelled, holidays, 'UTC');
    expect([occurrence?.kind, occurrence?.reason]).toEqual(['cancelled', 'sports day']);
  });
});
