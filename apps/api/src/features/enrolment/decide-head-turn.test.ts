import { expect, it } from 'vitest';
import { decideHeadTurn } from './decide-head-turn.ts';

it.each([
  [null, 'unknown'],
  [0, 'straight'],
  [0.09, 'straight'],
  [0.1, 'little'],
  [0.2, 'turned'],
  [0.6, 'turned'],
])('a spread of %s is %s', (spread, expected) => {
  expect(decideHeadTurn(spread)).toBe(expected);
});
