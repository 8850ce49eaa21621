import { expect, test } from 'vitest';
import { readFilters, toQuery, withFilter } from './attempt-filters.ts';

test('filters come out of the address', () => {
  const search = new URLSearchParams(
    'session_id=s1&student_id=p1&success=false&reason=Face mismatch&from=2026-11-01&to=2026-11-20',
  );
  expect(readFilters(search)).toEqual({
    session_id: 's1',
    student_id: 'p1',
    success: 'false',
    reason: 'Face mismatch',
    from: '2026-11-01',
    to: '2026-11-20',
  });
});

test('a phone and a signal come from links elsewhere', () => {
  const phone = 'a1'.repeat(32);
  const search = new URLSearchParams(`device_hash=${phone}&signal_id=s1`);
  expect(readFilters(search)).toEqual({ device_hash: phone, signal_id: 's1' });
});

test('an address that is not understood filters nothing', () => {
  expect(
    readFilters(new URLSearchParams('success=maybe&reason=Boredom&device_hash=phone&from=2026-02-30&to=x&session_id=')),
  ).toEqual({});
});

test('days are asked for whole, in the zone of the school', () => {
  expect(toQuery({ from: '2026-11-20', to: '2026-11-20', success: 'true' }, 'Asia/Jakarta')).toEqual({
    success: 'true',
    from: '2026-11-19T17:00:00.000Z',
    to: '2026-11-20T16:59:59.999Z',
  });
  expect(toQuery({}, 'UTC')).toEqual({});
});

test('setting a filter keeps the others and an empty value lifts it', () => {
  const search = withFilter(new URLSearchParams('success=true'), 'reason', 'No face');
  expect(search.toString()).toBe('success=true&reason=No+face');
  expect(withFilter(search, 'success', '').toString()).toBe('reason=No+face');
});
