import { expect, test } from 'vitest';
import settings from '#features/school/school.en.json';
import { describeChange } from './describe-change.ts';

test('both sides stand beside each other, and what differs is known', () => {
  const before = { title: 'Biology', is_archived: false, place: { lat: 1.25 } };
  const after = { title: 'Botany', is_archived: false, place: { lat: 1.25 }, tags: ['a', 2, null] };
  expect(describeChange({ action: 'course.changed', before, after })).toEqual([
    { name: 'title', before: 'Biology', after: 'Botany', hasChanged: true },
    { name: 'is archived', before: 'No', after: 'No', hasChanged: false },
    { name: 'place · latitude', before: '1.25', after: '1.25', hasChanged: false },
    { name: 'tags', before: null, after: 'a, 2, –', hasChanged: true },
  ]);
});

test('one side alone has changed nothing; none has no fields', () => {
  expect(
    describeChange({ action: 'course.changed', before: null, after: { reason: '', items: [{ a: 1 }], none: [] } }),
  ).toEqual([
    { name: 'reason', before: null, after: '–', hasChanged: false },
    { name: 'entries', before: null, after: '{"a":1}', hasChanged: false },
    { name: 'none', before: null, after: '–', hasChanged: false },
  ]);
  expect(describeChange({ action: 'course.changed', before: null, after: null })).toEqual([]);
});

test('settings have the words of the page where they are made', () => {
  const before = { flag_at: 30, 'weights.desktop_browser': 20, 'policies.9': 'block', later: 1 };
  const after = { flag_at: 40, 'weights.desktop_browser': 0, 'policies.9': 'flag', later: 2 };
  const said = describeChange({ action: 'settings.updated', before, after });
  expect(said.map(({ name }) => name)).toEqual([
    settings.marks.flagAt,
    'Not marked on a phone',
    settings.marks.position,
    'later',
  ]);
  expect(said[2]).toMatchObject({ before: settings.marks.policies.block, after: settings.marks.policies.flag });
  expect(said[0]).toMatchObject({ before: '30', after: '40', hasChanged: true });
});

test('codes of ours have words, what people wrote has not', () => {
  const after = { state: 'pending', label: 'pending', of_a_later_server: 'pending' };
  expect(describeChange({ action: 'device_key.activated', before: null, after })).toMatchObject([
    { name: 'state', after: 'waiting' },
    { name: 'name of the phone', after: 'pending' },
    { name: 'of a later server', after: 'pending' },
  ]);
});
