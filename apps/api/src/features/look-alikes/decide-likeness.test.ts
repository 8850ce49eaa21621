import { expect, test } from 'vitest';
import { decideLikeness } from './decide-likeness.ts';

test.each([
  [0, 'same'],
  [0.32, 'same'],
  [0.33, 'close'],
  [0.4, 'close'],
  [0.41, 'alike'],
])('%f apart are %s', (distance, words) => {
  expect(decideLikeness(distance)).toBe(words);
});
