import { expect, test } from 'vitest';
import { DecisionForm, readDecision } from './decide.ts';

test.each([
  ['confirm', 'yes', { decision: 'confirm', reason: 'Seen', was_in_room: true }],
  ['reject', 'no', { decision: 'reject', reason: 'Seen', was_in_room: false }],
  ['reject', 'unknown', { decision: 'reject', reason: 'Seen' }],
  ['confirm', null, { decision: 'confirm', reason: 'Seen' }],
] as const)('%s after the answer %s', (decision, seen, body) => {
  const form = { decision, reason: ' Seen ' };
  expect(DecisionForm.safeParse(form).success).toBe(true);
  expect(readDecision(form, seen)).toEqual(body);
});

test.each([
  [{ decision: '', reason: 'Seen' }, 'decision'],
  [{ decision: 'confirm', reason: 'No' }, 'reason'],
  [{ decision: 'reject', reason: '  ' }, 'reason'],
])('%o is refused at %s', (form, field) => {
  const wrong = DecisionForm.safeParse(form);
  expect(wrong.error?.issues.map((issue) => issue.path.join('.'))).toEqual([field]);
});
