import { expect, test } from 'vitest';
import { nextReason } from './next-reason.ts';

const presets = ['Seen in the room', 'Not in the room'];

test.each([
  ['what was typed stays', 'Sits in the third row', 'Seen in the room', 'Sits in the third row'],
  ['an empty one takes the preset', ' ', 'Seen in the room', 'Seen in the room'],
  ['a preset of the other decision goes', 'Not in the room', '', ''],
])('%s', (_, typed, preset, expected) => {
  expect(nextReason(typed, presets, preset)).toBe(expected);
});
