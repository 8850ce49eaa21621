import { expect, it } from 'vitest';
import { decidePause, mostTries } from './decide-pause.ts';

it('waits longer each time, at most six hours, and about a day in all', () => {
  const pauses = Array.from({ length: mostTries - 1 }, (_, at) => decidePause(at + 1));
  expect(pauses).toEqual([5, 20, 80, 320, 1280, 5120, 20_480, 21_600, 21_600]);
});
