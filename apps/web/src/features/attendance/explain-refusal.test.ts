import type { NextStep } from '@hadir/contract/attendance.ts';
import type { ErrorCode } from '@hadir/contract/error.ts';
import { expect, it } from 'vitest';
import { explainRefusal } from './explain-refusal.ts';

it.each<[ErrorCode, NextStep, string, string]>([
  ['no_position', 'allow_position', 'no_position', 'no_position'],
  ['no_position', 'try_again', 'position_stale', 'position_stale'],
  ['retry_later', 'wait', 'retry_later', 'retry_later'],
  ['retry_later', 'tell_teacher', 'tries_used', 'tries_used'],
  ['room_code_invalid', 'tell_teacher', 'room_code_invalid', 'room_code_too_many'],
  ['invalid_request', 'try_again', 'other', 'other'],
])('%s with the step %s is told in its own words', (code, next, title, text) => {
  expect(explainRefusal(code, next)).toEqual({ title, text });
});
