import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { measureStrangers } from './measure-strangers.ts';

const apart = (a: number, b: number) => Math.abs(a - b);

it('counts every pair once, known look-alikes left out', async () => {
  const people = [0, 0.1005, 0.3009, 5];
  const areKnown = (a: number, b: number) => a + b === 0.1005;
  const { pairs, counts, nearest } = await measureStrangers(people, apart, areKnown);
  expect(pairs).toBe(5);
  expect([...counts.entries()].filter(([, count]) => count > 0)).toEqual([
    [200, 1],
    [300, 1],
    // What is beyond the scale stands at its end.
    [2499, 3],
  ]);
  expect(nearest[0]).toMatchObject({ a: 2, b: 1, distance: expect.closeTo(0.2) });
});

it('keeps the nearest pairs in order, some more than a twentieth', async () => {
  const people = Array.from({ length: 100 }, (_, i) => Math.sqrt(i) / 5);
  const { pairs, nearest } = await measureStrangers(people, apart, () => false);
  expect(pairs).toBe(4950);
  expect(nearest.length).toBeGreaterThan(4950 / 20);
  expect(nearest.length).toBeLessThan(4950 / 10);
  expect(nearest.map(({ distance }) => distance)).toEqual(nearest.map(({ distance }) => distance).toSorted());
});

it('lets others have their turn', async () => {
  const people = Array.from({ length: 400 }, (_, i) => i / 400);
  let isDone = false;
  let turns = 0;
  const measuring = measureStrangers(people, apart, () => false).finally(() => {
    isDone = true;
  });
  while (!isDone) {
    turns += 1;
    await nextTurn();
  }
  await measuring;
  expect(turns).toBeGreaterThan(6);
});
