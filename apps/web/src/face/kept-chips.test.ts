import { expect, it } from 'vitest';
import { makeKeptChips } from './kept-chips.ts';

const chip = { data: new Uint8ClampedArray(4), side: 1 };

it('hands a chip out once', () => {
  const chips = makeKeptChips();
  chips.keep(3, chip);
  expect(chips.take(3)).toBe(chip);
  expect(chips.take(3)).toBeNull();
});

it('lets the oldest go, however long the camera runs', () => {
  const chips = makeKeptChips(2);
  for (const id of [1, 2, 3]) chips.keep(id, chip);
  expect([1, 2, 3].map((id) => chips.take(id) !== null)).toEqual([false, true, true]);
});

it('forgets all of them', () => {
  const chips = makeKeptChips();
  chips.keep(1, chip);
  chips.clear();
  expect(chips.take(1)).toBeNull();
});
