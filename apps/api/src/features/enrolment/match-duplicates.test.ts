import { expect, it } from 'vitest';
import { makeFace, makeSecondFace, moved } from '#test/faces.ts';
import { distanceBetween, type Vector } from './descriptor.ts';
import { duplicateRadius, matchDuplicates, measureStrangers } from './match-duplicates.ts';

const measure = (people: readonly Vector[]) => measureStrangers(people, distanceBetween);
/** Enrolled without a second recogniser. */
const alone = (mean: Vector) => ({ mean, secondMean: null });

it.each([
  [1, 0.457],
  [10, 0.457],
  [11, 0.424],
  [100, 0.392],
  [1000, 0.335],
  [5000, 0.285],
  [1_000_000, 0.239],
])('among %i faces the radius is %f', (people, radius) => {
  expect(duplicateRadius(people, null, 0.5)).toBeCloseTo(radius, 3);
});

it('shrinks where people look more alike, to a limit, never grows, and stays below the threshold', () => {
  expect(duplicateRadius(100, { median: 0.6, deviation: 0.08 }, 0.5)).toBeCloseTo(0.302, 3);
  expect(duplicateRadius(100, { median: 2, deviation: 0.1 }, 0.5)).toBeCloseTo(0.392, 3);
  expect(duplicateRadius(1, null, 0.3)).toBe(0.3);
  expect(duplicateRadius(100, { median: 0.2, deviation: 0.1 }, 0.5)).toBeCloseTo(0.239, 3);
  // Some hundred invented faces among the people of a school, all far from everybody.
  expect(duplicateRadius(100, { median: 1.4, deviation: 0.6 }, 0.5)).toBeCloseTo(0.239, 3);
});

it('measures how far apart the people of a school are, and a few copies of one face change nothing', () => {
  expect(measure(Array.from({ length: 29 }, makeFace))).toBeNull();
  const people = Array.from({ length: 400 }, makeFace);
  const without = measure(people);
  expect(without?.median).toBeGreaterThan(1.9);
  expect(without?.deviation).toBeLessThan(0.15);
  const [first = []] = people;
  const withCopies = measure([...people, ...Array.from({ length: 20 }, () => moved(first, 0.1))]);
  expect(withCopies?.median).toBeCloseTo(without?.median ?? 0, 1);
  expect(withCopies?.deviation).toBeCloseTo(without?.deviation ?? 0, 1);
});

it('finds who comes too near, nearest first, and nobody by a number that is none', () => {
  const face = makeFace();
  const others = [0.9, 0.3, 0.1, 0.44].map((distance) => ({
    name: distance,
    ...alone(moved(face, distance)),
    isConfirmed: true,
  }));
  const found = matchDuplicates(alone(face), others, 0.5);
  expect(found[0]?.radius).toBeCloseTo(0.457, 3);
  expect(found.map((one) => one.face.name)).toEqual([0.1, 0.3, 0.44]);
  expect(matchDuplicates(alone([...face.slice(1), Number.NaN]), others, 0.5)).toEqual([]);
});

it('does not measure people by faces that nobody has confirmed', () => {
  const face = makeFace();
  // Alike for sure: measured, they would shrink the radius to its limit.
  const crowd = Array.from({ length: 40 }, () => moved(face, 0.05 + Math.random() * 0.4));
  const among = (isConfirmed: boolean) =>
    matchDuplicates(
      alone(face),
      crowd.map((mean) => ({ ...alone(mean), isConfirmed })),
      0.5,
    )[0]?.radius;
  expect(among(true)).toBeCloseTo(0.239, 3);
  expect(among(false)).toBeCloseTo(0.392, 3);
});

it('compares by both recognisers where both faces have both, by the first where one has not', () => {
  const [face, second] = [makeFace(), makeSecondFace()];
  const near = moved(face, 0.3);
  const others = [
    { name: 'the same by both', mean: near, secondMean: moved(second, 0.2), isConfirmed: true },
    {
      name: 'a look-alike of the first alone',
      mean: near,
      secondMean: second.map((value) => -value),
      isConfirmed: true,
    },
    { name: 'enrolled before', ...alone(near), isConfirmed: true },
  ];
  const found = matchDuplicates({ mean: face, secondMean: second }, others, 0.5);
  expect(found.map(({ face: { name }, isFused }) => [name, isFused])).toEqual([
    ['the same by both', true],
    ['enrolled before', false],
  ]);
});
