import { describe, expect, it } from 'vitest';
import { makeFace, moved, picturesOf } from '#test/faces.ts';
import { decideShots, type KnownBefore } from './decide-shots.ts';
import { distanceBetween, meanOf } from './descriptor.ts';

const nothing: KnownBefore = { centres: [], seen: [] };

const whyOf = (shots: unknown, known: KnownBefore = nothing) => {
  const decision = decideShots(shots, known);
  return decision.kind === 'refused' ? decision.why : decision.kind;
};

describe('decideShots', () => {
  const face = makeFace();
  const five = picturesOf(face, 5);
  const [first = []] = five;
  it.each<[string, unknown, string]>([
    ['five pictures of one face', five, 'accepted'],
    ['four', five.slice(0, 4), 'shape'],
    ['six', picturesOf(face, 6), 'shape'],
    ['nothing', undefined, 'shape'],
    ['127 numbers', five.map((shot) => shot.slice(1)), 'shape'],
    ['NaN', five.map((shot) => [Number.NaN, ...shot.slice(1)]), 'shape'],
    ['Infinity', five.map((shot) => [Number.POSITIVE_INFINITY, ...shot.slice(1)]), 'shape'],
    ['strings', five.map((shot) => shot.map(String)), 'shape'],
    ['zeros', five.map((shot) => shot.map(() => 0)), 'shape'],
    ['norm 50', five.map((shot) => shot.map((value) => value * 36)), 'shape'],
    ['one picture twice', [...five.slice(0, 4), first], 'still'],
    ['somebody else among them', [...five.slice(0, 4), makeFace()], 'incoherent'],
    ['five people', [1, 2, 3, 4, 5].map(() => makeFace()), 'incoherent'],
  ])('%s: %s', (_, shots, why) => {
    expect(whyOf(shots)).toBe(why);
  });

  it.each([0.55, 0.6, 0.65, 0.7, 0.75])('refuses three shots of one and two of a friend who is %f away', (apart) => {
    const friend = moved(face, apart);
    expect(whyOf([...picturesOf(face, 3), ...picturesOf(friend, 2)])).toBe('incoherent');
    expect(whyOf([...picturesOf(face, 4), friend])).toBe('incoherent');
  });

  it('takes shots of one person who turns the head', () => {
    expect(whyOf([...picturesOf(face, 3), moved(face, 0.3), moved(face, 0.3)])).toBe('accepted');
  });

  it.each([
    [0, 'generic'],
    [0.3, 'generic'],
    [0.4, 'accepted'],
    [1.5, 'accepted'],
  ])('an average face %f from the mean of a crowd: %s', (distance, why) => {
    const centre = moved([...meanOf(five)], distance);
    expect(whyOf(five, { ...nothing, centres: [makeFace(), centre] })).toBe(why);
  });

  it('refuses beside a centre or a picture that is no number', () => {
    const broken = Array.from({ length: 128 }, () => Number.NaN);
    expect(whyOf(five, { ...nothing, centres: [broken] })).toBe('generic');
    expect(whyOf(five, { ...nothing, seen: [broken] })).toBe('replay');
  });

  it('refuses a picture that was seen before', () => {
    expect(whyOf(five, { ...nothing, seen: [moved(first, 0.019)] })).toBe('replay');
    expect(whyOf(five, { ...nothing, seen: [meanOf(five)] })).toBe('replay');
    expect(whyOf(five, { ...nothing, seen: picturesOf(face, 20) })).toBe('accepted');
  });

  it('gives the mean that counts', () => {
    const decision = decideShots(five, nothing);
    if (decision.kind === 'refused') throw new Error(decision.why);
    expect(distanceBetween(decision.mean, face)).toBeLessThan(0.05);
    expect(distanceBetween(decision.mean, moved(face, 0.5))).toBeGreaterThan(0.4);
  });
});
