import { SignalKind } from '@hadir/contract/signals.ts';
import { expect, test } from 'vitest';
import { describeSignal } from './describe-signal.ts';

test('a shared phone says how many, and how many of them in one class', () => {
  const { what } = describeSignal({ kind: 'shared_phone', detail: { people: 3, in_one_class: 2, days: 30 } });
  expect(what).toEqual(['3 people used one phone within 30 days.', '2 of them tried for the same class session.']);
  expect(describeSignal({ kind: 'shared_phone', detail: { people: 2, in_one_class: 1, days: 30 } }).what).toHaveLength(
    1,
  );
});

test('travel is told in kilometres, a fitting time and a speed people know', () => {
  const detail = { distance_m: 11_130, seconds: 60, metres_per_second: 186 };
  expect(describeSignal({ kind: 'impossible_travel', detail }).what).toEqual([
    '11.1 km between two attempts in 60 s: 670 km/h.',
  ]);
});

test('a mark unlike those before names what was unlike', () => {
  const detail = { rule: 'unlike_before', other_hour: true, other_place: true, marks_before: 40 };
  expect(describeSignal({ kind: 'unusual_attendance', detail }).what[0]).toContain('never marks and at a place');
});

test('refused requests are listed by code in words', () => {
  const detail = { retry_later: 40, body_too_large: 6, a_later_code: 2 };
  expect(describeSignal({ kind: 'refused_requests', detail }).what).toEqual([
    'Requests turned away within one hour: too many 40, too large 6, others 2.',
  ]);
});

test('every kind has words, also when a detail is missing', () => {
  for (const kind of SignalKind.options) {
    const { title, what } = describeSignal({ kind, detail: {} });
    expect([title, ...what].join(' ')).not.toMatch(/\{\{|undefined|NaN|what\.|kinds\./);
    expect(what.length).toBeGreaterThan(0);
  }
});
