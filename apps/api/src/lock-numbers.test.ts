import { expect, it } from 'vitest';
import { lockNumbers } from './lock-numbers.ts';

it('no two locks share a number', () => {
  const numbers = Object.values(lockNumbers);
  expect(new Set<number>(numbers).size).toBe(numbers.length);
});
