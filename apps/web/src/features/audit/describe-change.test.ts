import { expect, test } from 'vitest';
import { describeChange } from './describe-change.ts';

test('both sides stand beside each other, and what differs is known', () => {
  const before = { title: 'Biology', is_archived: false, place: { lat: 1.25 } };
  const after = { title: 'Botany', is_archived: false, place: { lat: 1.25 }, tags: ['a', 2, null] };
  expect(describeChange(before, after)).toEqual([
    { name: 'title', before: 'Biology', after: 'Botany', hasChanged: true },
    { name: 'is archived', before: 'No', after: 'No', hasChanged: false },
    { name: 'place · lat', before: '1.25', after: '1.25', hasChanged: false },
    { name: 'tags', before: null, after: 'a, 2, –', hasChanged: true },
  ]);
});

test('one side alone has changed nothing; none has no fields', () => {
  expect(describeChange(null, { reason: '', items: [{ a: 1 }], none: [] })).toEqual([
    { name: 'reason', before: null, after: '–', hasChanged: false },
    { name: 'items', before: null, after: '{"a":1}', hasChanged: false },
    { name: 'none', before: null, after: '–', hasChanged: false },
  ]);
  expect(describeChange(null, null)).toEqual([]);
});
