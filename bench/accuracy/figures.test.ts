import { describe, expect, it } from 'vitest';
import { makeRandom } from '#e2e/random.ts';
import { drawIntervals } from './bootstrap.ts';
import { compareAll } from './compare.ts';
import type { Shot } from './faces.ts';
import { measureFigures, sayResolution } from './figures.ts';
import { measurePairs } from './measure-pairs.ts';
import { count, makeTally, shareWithin, thresholdAt } from './tally.ts';

describe('a tally', () => {
  it('counts a distance at its threshold as within, and what is no number as never', () => {
    const tally = makeTally(9);
    for (const distance of [0.1, 0.5, 0.5001, 3, Number.NaN]) count(tally, distance, 0, 1);
    expect(shareWithin(tally, 0.5)).toBe(2 / 5);
    expect(shareWithin(tally, 2.5)).toBe(3 / 5);
  });

  it('finds the largest threshold that lets no more than a share pass', () => {
    const tally = makeTally(9);
    for (let at = 1; at <= 1000; at += 1) count(tally, at / 1000, 0, 1);
    expect(thresholdAt(tally, 0.01)).toBeCloseTo(0.01, 6);
    expect(thresholdAt(tally, 0.0005)).toBeCloseTo(0, 6);
  });
});

describe('the comparisons', () => {
  it('holds each picture against others of the same person, and pairs of people once', () => {
    const people = [makePerson(0, 3), makePerson(1, 2), makePerson(2, 1)];
    const single = compareAll(people, 1, 1);
    expect(single.genuine.first.count).toBe(3 + 1);
    expect(single.impostor.first.count).toBe(3 * 2 + 3 * 1 + 2 * 1);
  });

  it('never puts a picture into the template it is held against', () => {
    const three = compareAll([makePerson(0, 4), makePerson(1, 3)], 3, 1);
    // With itself in the mean a picture would lie nearer than to three others.
    expect(three.genuine.first.count).toBe(4);
    for (const { distance } of three.genuine.first.near)
      expect(distance).toBeCloseTo(Math.sqrt(0.01 + 3 * (0.1 / 3) ** 2), 3);
    expect(three.impostor.first.count).toBe(4 + 3);
  });

  it('gives the same figures for the same seed', () => {
    const people = [makePerson(0, 6), makePerson(1, 6), makePerson(2, 5)];
    const figures = (seed: number) => measureFigures(people, seed).map(({ compared: _, ...rest }) => rest);
    expect(figures(3)).toEqual(figures(3));
  });

  it('takes listed pairs as they are listed', () => {
    const shots = [...makePerson(0, 2), ...makePerson(1, 1)];
    const pairs = [
      { a: 0, b: 1, same: true },
      { a: 0, b: 2, same: false },
      { a: 5, b: 2, same: false },
    ];
    const { figures, missing } = measurePairs(pairs, shots, 1);
    expect(missing).toBe(1);
    expect(figures[0]).toMatchObject({ genuine: 1, impostor: 1 });
  });
});

describe('the intervals', () => {
  it('are wide when one person has all the false matches, narrow when everybody has some', () => {
    const spread = intervalOf((random) => random() < 0.02);
    const one = intervalOf((_, a, b) => a === 0 && b % 2 === 0);
    expect(one.to - one.from).toBeGreaterThan(1.5 * (spread.to - spread.from));
    expect(one.from).toBe(0);
  });

  it('are bounded by the rule of three where nothing was seen', () => {
    const [figures] = measureFigures(
      Array.from({ length: 10 }, (_, person) => makePerson(person, 2)),
      1,
    );
    expect(figures?.atThresholds[2]?.fmr).toBe(0);
    expect(figures?.atThresholds[2]?.fmrInterval).toEqual({ from: 0, to: 3 / 45 });
  });

  it('say what so few comparisons cannot', () => {
    expect(sayResolution(1e-4, { impostor: 900, pairs: 45 })).toContain('cannot be resolved');
    expect(sayResolution(1e-3, { impostor: 3000, pairs: 45 })).toContain('rests on 3');
    expect(sayResolution(1e-3, { impostor: 30_000, pairs: 45 })).toBeNull();
  });
});

/** Forty people of one picture each, some of whose comparisons match. */
function intervalOf(isMatch: (random: () => number, a: number, b: number) => boolean) {
  const people = Array.from({ length: 40 }, (_, person) => makePerson(person, 1));
  const compared = compareAll(people, 1, 1);
  const tally = makeTally(9);
  const random = makeRandom(5);
  for (let a = 0; a < 40; a += 1) {
    for (let b = a + 1; b < 40; b += 1) count(tally, isMatch(random, a, b) ? 0.3 : 0.8, a, b);
  }
  tally.near.sort((x, y) => x.distance - y.distance);
  const [drawn] = drawIntervals(
    { ...compared, impostor: { ...compared.impostor, first: tally } },
    'first',
    [{ at: 'threshold', value: 0.5 }],
    1,
  );
  if (!drawn?.fmr) throw new Error('no interval');
  return drawn.fmr;
}

/** People lie on axes of their own, 1.98 apart; pictures of one a tenth off in directions of their own. */
function makePerson(person: number, pictures: number): Shot[] {
  return Array.from({ length: pictures }, (_, index) => {
    const first = new Float32Array(128);
    first[person] = 1.4;
    first[60 + index] = 0.1;
    const picture = { person: `p${person}`, group: '', name: `p${person}/${index}.jpg`, file: '' };
    return { person, picture, first, second: null };
  });
}
