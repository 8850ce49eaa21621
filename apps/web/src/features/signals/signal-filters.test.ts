import { expect, test } from 'vitest';
import { readFilters, toQuery, withFilter } from './signal-filters.ts';

test('filters come out of the address; open ones are meant when nothing is said', () => {
  const search = new URLSearchParams('kind=many_phones&level=high&state=dismissed&person_id=p1&from=2026-11-01');
  expect(readFilters(search)).toEqual({
    ...{ kind: 'many_phones', level: 'high', state: 'dismissed', person_id: 'p1', from: '2026-11-01' },
    to: undefined,
  });
  expect(readFilters(new URLSearchParams('kind=boredom&level=9&state=x&from=2026-02-30')).state).toBe('open');
  expect(readFilters(new URLSearchParams('kind=boredom')).kind).toBeUndefined();
});

test('days are asked for whole, in the zone of the school, and all states without a filter', () => {
  expect(toQuery({ state: 'all', from: '2026-11-20', to: '2026-11-20' }, 'Asia/Jakarta')).toEqual({
    from: '2026-11-19T17:00:00.000Z',
    to: '2026-11-20T16:59:59.999Z',
  });
  expect(toQuery({ state: 'open' }, 'UTC')).toEqual({ state: 'open' });
});

test('setting a filter keeps the others and an empty value lifts it', () => {
  const search = withFilter(new URLSearchParams('state=all'), 'kind', 'many_phones');
  expect(search.toString()).toBe('state=all&kind=many_phones');
  expect(withFilter(search, 'state', '').toString()).toBe('kind=many_phones');
});
