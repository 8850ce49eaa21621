import { expect, it } from 'vitest';
import { suggestPlace } from './suggest-place.ts';

const [hall, lab] = [{ id: 'hall' }, { id: 'lab' }];
const session = (course: string, place: { id: string } | null, starts_at: string) => ({
  course: { id: course },
  place,
  starts_at,
});
const known = [
  session('biology', lab, '2026-01-05T08:00:00.000Z'),
  session('biology', hall, '2026-01-05T06:00:00.000Z'),
  session('history', hall, '2026-01-05T09:00:00.000Z'),
  session('chess', null, '2026-01-05T09:00:00.000Z'),
  session('art', { id: 'gone' }, '2026-01-05T09:00:00.000Z'),
];

it.each([
  ['the only place', [hall], 'biology', 'hall'],
  ['the only place, also before a course is chosen', [hall], '', 'hall'],
  ['where the course was last', [hall, lab], 'biology', 'lab'],
  ['none where there is no telling', [hall, lab], 'maths', ''],
  ['none for a course that met without a place', [hall, lab], 'chess', ''],
  ['none where the place is gone', [hall, lab], 'art', ''],
  ['none in a school without places', [], 'biology', ''],
])('suggests %s', (_, places, course, expected) => {
  expect(suggestPlace(places, known, course)).toBe(expected);
});
