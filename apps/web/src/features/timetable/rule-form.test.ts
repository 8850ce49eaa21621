import { expect, test } from 'vitest';
import { fillRuleForm, RuleForm, readRuleForm } from './rule-form.ts';

const rule = {
  ...{ id: 'r', title: 'Cells', room: 'R1', place: null, weekdays: [1, 3], every_weeks: 2 },
  course: { id: 'c', code: 'BIO', title: 'Biology', section: 'A', teacher: { id: 't', name: 'T' } },
  ...{ starts_at_time: '08:00', duration_min: 45, starts_on: '2026-11-16', ends_on: '2027-03-31' },
  opens_itself: true,
};
const filled = fillRuleForm(rule, '2026-11-20');

test('a class goes into the form and out of it unchanged', () => {
  const { id: _, course: __, place: ___, ...facts } = rule;
  expect(readRuleForm(RuleForm.parse(filled))).toEqual({ ...facts, place_id: null });
});

test.each([
  ['weekdays', { weekdays: [] }],
  ['everyWeeks', { everyWeeks: '9' }],
  ['minutes', { minutes: '4' }],
  ['time', { time: '' }],
  ['endsOn', { endsOn: '2026-11-15' }],
  ['endsOn', { endsOn: '2030-01-01' }],
  ['title', { title: ' ' }],
])('%s that the server would refuse is said beside the field', (field, given) => {
  const result = RuleForm.safeParse({ ...filled, ...given });
  expect(result.error?.issues.map(({ path }) => path[0])).toEqual([field]);
});

test('a new class begins today', () => {
  expect(fillRuleForm(null, '2026-11-20')).toMatchObject({ startsOn: '2026-11-20', everyWeeks: '1', weekdays: [] });
});
