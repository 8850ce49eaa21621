import { expect, test } from 'vitest';
import { fillMoveForm, readMoveForm } from './occurrence-form.ts';
import type { RuleItem } from './rule-item.ts';

const item: RuleItem = {
  ...{ session_id: 's', rule_id: 'r', occurs_on: '2026-11-25', title: 'Cells', room: 'R1', place: null },
  course: { id: 'c', code: 'BIO', title: 'Biology', section: 'A', teacher: { id: 't', name: 'T' } },
  ...{ starts_at: '2026-11-25T07:00:00.000Z', ends_at: '2026-11-25T07:45:00.000Z', phase: 'planned' },
  ...{ opens_itself: false, change: null, reason: null, collides: [] },
};
const zone = 'Europe/Berlin';
const filled = { ...fillMoveForm(item, zone), reason: ' sports day ' };

test('the form begins with how the class is, on the clock of the school', () => {
  expect(filled).toMatchObject({ day: '2026-11-25', time: '08:00', minutes: '45', room: 'R1', placeId: '' });
});

test('only what differs is asked for, and nothing when nothing does', () => {
  expect(readMoveForm(filled, item, zone)).toBeNull();
  expect(readMoveForm({ ...filled, time: '14:30', room: ' ' }, item, zone)).toEqual({
    ...{ occurs_on: '2026-11-25', change: 'moved', reason: 'sports day', starts_at_time: '14:30' },
  });
});

test('a class that was moved before keeps the earlier moves', () => {
  expect(readMoveForm({ ...filled, room: 'Hall' }, { ...item, change: 'moved' }, zone)).toEqual({
    ...{ occurs_on: '2026-11-25', change: 'moved', reason: 'sports day', moved_to_on: '2026-11-25' },
    ...{ starts_at_time: '08:00', duration_min: 45, room: 'Hall' },
  });
});
