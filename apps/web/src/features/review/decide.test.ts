import { expect, test } from 'vitest';
import { DecisionForm, readDecision } from './decide.ts';

test.each([
  ['confirm', 'yes', { decision: 'confirm', reason: 'Seen', was_in_room: true }],
  ['reject', 'no', { decision: 'reject', reason: 'Seen', was_in_room: false }],
  ['reject', 'unknown', { decision: 'reject', reason: 'Seen' }],
  ['confirm_both', 'yes', { decision: 'confirm', reason: 'Seen', was_in_room: true }],
  ['confirm', null, { decision: 'confirm', reason: 'Seen' }],
] as const)('%s after the answer %s', (decision, seen, body) => {
  const form = { decision, reason: ' Seen ' };
  expect(DecisionForm.safeParse(form).success).toBe(true);
  expect(readDecision(form, seen)).toEqual(body);
});

test('a form in which nothing is chosen is told so in our own words', () => {
  const wrong = DecisionForm.safeParse({ decision: null, reason: 'Seen' });
  expect(wrong.error?.issues.map(({ message }) => message)).toEqual(['Choose one.']);
});

test.each([
  [{ decision: '', reason: 'Seen' }, 'decision'],
  [{ decision: 'confirm', reason: 'No' }, 'reason'],
  [{ decision: 'reject', reason: '  ' }, 'reason'],
])('%o is refused at %s', (form, field) => {
  const wrong = DecisionForm.safeParse(form);
  expect(wrong.error?.issues.map((issue) => issue.path.join('.'))).toEqual([field]);
});
