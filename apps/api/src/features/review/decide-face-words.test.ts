import { expect, it } from 'vitest';
import { decideFaceWords } from './decide-face-words.ts';

it.each([
  ['not_measured', null, [0.3, 0.3, 0.3]],
  ['not_clear', 0.51, [0.3, 0.3, 0.3]],
  ['not_clear', Number.NaN, []],
  ['close_enough', 0.5, []],
  ['close_enough', 0.2, [0.3, 0.3]],
  ['as_usual', 0.42, [0.25, 0.4, 0.3]],
  ['farther_than_usual', 0.43, [0.25, 0.4, 0.3]],
] as const)('says %s of %s after %j', (words, distance, earlier) => {
  expect(decideFaceWords(distance, 0.5, earlier)).toBe(words);
});
