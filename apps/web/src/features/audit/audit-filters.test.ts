import { expect, test } from 'vitest';
import { countAuditFilters, readAuditFilters, toAuditQuery, withAuditFilter } from './audit-filters.ts';

test('filters come out of the address; what is not understood filters nothing', () => {
  const search = new URLSearchParams('action=course.made&actor_id=p1&subject_id=c1&from=2026-11-01&to=2026-11-20');
  const filters = { action: 'course.made', actor_id: 'p1', subject_id: 'c1', from: '2026-11-01', to: '2026-11-20' };
  expect(readAuditFilters(search)).toEqual(filters);
  expect(readAuditFilters(new URLSearchParams('action=drop.table&from=2026-02-30&to=x&actor_id='))).toEqual({});
});

test('days are asked for whole, in the zone of the school', () => {
  expect(toAuditQuery({ from: '2026-11-20', to: '2026-11-20', action: 'place.made' }, 'Asia/Jakarta')).toEqual({
    action: 'place.made',
    from: '2026-11-19T17:00:00.000Z',
    to: '2026-11-20T17:00:00.000Z',
  });
});

test('setting a filter keeps the others and an empty value lifts it', () => {
  const search = withAuditFilter(new URLSearchParams('actor_id=p1'), 'action', 'place.made');
  expect(search.toString()).toBe('actor_id=p1&action=place.made');
  expect(withAuditFilter(search, 'action', '').toString()).toBe('actor_id=p1');
});

test('views are left out until they are asked for, as a whole or by name', () => {
  const asked = (address: string) => toAuditQuery(readAuditFilters(new URLSearchParams(address)), 'UTC');
  expect(asked('actor_id=p1')).toEqual({ actor_id: 'p1', kind: 'changes' });
  expect(asked('views=shown')).toEqual({});
  expect(asked('action=people.viewed')).toEqual({ action: 'people.viewed' });
});

test('seeing the views does not count as a filter', () => {
  expect(countAuditFilters({ views: 'shown' })).toBe(0);
  expect(countAuditFilters({ views: 'shown', actor_id: 'p1', from: undefined })).toBe(1);
});
