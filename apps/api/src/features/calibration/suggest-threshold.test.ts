import { expect, it } from 'vitest';
import { type Pair, peopleNeeded, suggestThreshold } from './suggest-threshold.ts';

/** All pairs of so many people, `distanceOf` each, in rising order. */
function pairsOf(people: number, distanceOf: (a: number, b: number) => number): Pair[] {
  const pairs: Pair[] = [];
  for (let a = 0; a < people; a += 1) {
    for (let b = 0; b < a; b += 1) pairs.push({ a, b, distance: distanceOf(a, b) });
  }
  return pairs.sort((one, other) => one.distance - other.distance);
}

/** The same mixture of 0 to 1 at each run. */
const mixed = (a: number, b: number) => ((a * 7919 + b * 104_729 + a * b * 31) % 10_007) / 10_007;

it('ten pairs below the threshold are needed, and thirty people', () => {
  expect([0.5, 0.01, 0.001].map(peopleNeeded)).toEqual([30, 46, 142]);
});

it('cannot tell with fewer', () => {
  expect(suggestThreshold(pairsOf(45, mixed), 45, 0.01)).toBeNull();
  expect(suggestThreshold(pairsOf(46, mixed), 46, 0.01)).not.toBeNull();
});

it('lets no more of the pairs pass than were asked for, and hardly fewer', () => {
  const pairs = pairsOf(200, mixed);
  const found = suggestThreshold(pairs, 200, 0.01);
  const passing = pairs.filter(({ distance }) => distance <= (found?.threshold ?? Number.NaN)).length;
  expect(passing).toBeLessThanOrEqual(199);
  expect(passing).toBeGreaterThan(190);
  expect(found?.low).toBeLessThanOrEqual(found?.threshold ?? 0);
  expect(found?.high).toBeGreaterThanOrEqual(found?.threshold ?? 1);
});

it('is less sure where a few people look like many: people are drawn, not pairs', () => {
  const width = (distanceOf: (a: number, b: number) => number) => {
    const found = suggestThreshold(pairsOf(200, distanceOf), 200, 0.01);
    return (found?.high ?? Number.NaN) - (found?.low ?? Number.NaN);
  };
  // Two of them are near to everybody, which makes the same hundredth of near pairs.
  const alike = (a: number, b: number) => (b < 2 ? mixed(a, b) / 50 : 0.5 + mixed(a, b) / 2);
  expect(width(alike)).toBeGreaterThan(5 * width(mixed));
});

it('says the same when asked again', () => {
  const pairs = pairsOf(60, mixed);
  expect(suggestThreshold(pairs, 60, 0.01)).toEqual(suggestThreshold(pairs, 60, 0.01));
});
