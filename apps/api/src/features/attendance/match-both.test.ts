import { expect, it } from 'vitest';
import { fuseDistances } from '#features/enrolment/face-fusion.ts';
import { meanFace } from '#features/enrolment/face-model-card.ts';
import { type FaceRules, faceRules } from '#features/enrolment/face-rules.ts';
import type { FacesToCompare, KnownToModel, Rival } from '#features/enrolment/faces-to-compare.ts';
import { matchFace } from './decide-face.ts';

// Faces on axes, so that every distance is known: the claimed person lies on axis 0, others on axes of their own.
const far = { 127: 1.4 };
const rules: FaceRules = {
  first: { ...faceRules.first, referenceCentre: at(far) },
  second: { ...faceRules.second, referenceCentre: at({ 127: 1 }), frames: { least: 0.005, largest: 1 } },
  fusion: {
    weight: 0.5,
    scale: 0.5,
    largest: { first: 0.7, second: 1.2 },
    strangers: { median: 0.7, deviation: 0.06 },
  },
};

function at(values: Record<number, number>): number[] {
  return Array.from({ length: 128 }, (_, i) => values[i] ?? 0);
}

const apart = 0.1 / 3;

/** Three frames of the first recogniser whose mean lies exactly so far from the claimed person, on axis 1. */
const seen = (distance: number) =>
  [2, 3, 4].map((axis) => at({ 0: 1.4, 1: distance, 2: -apart / 2, 3: -apart / 2, 4: -apart / 2, [axis]: apart }));

/** Three frames of the second, 1 long, whose mean lies about so far from the claimed person. */
function seenBySecond(distance: number): number[][] {
  const cosine = 1 - distance ** 2 / 2;
  const sine = Math.sqrt(1 - cosine ** 2);
  return [2, 3, 4].map((axis) => [...meanFace([at({ 0: cosine, 1: sine, [axis]: 0.05 })], rules.second)]);
}

const known = (mean: number[], change: Partial<KnownToModel> = {}): KnownToModel => ({
  ...{ own: { mean, shots: [] }, othersCentre: null, confirmedOthers: 0, earlier: [] },
  ...change,
});
const facesWith = (change: Partial<FacesToCompare> = {}): FacesToCompare => ({
  ...{ first: known(at({ 0: 1.4 })), second: known(at({ 0: 1 })), others: [], unconfirmedOthers: [], twins: [] },
  ...change,
});
const rival = (mean: Rival['mean'], secondMean: Rival['secondMean']): Rival => ({
  personId: 'other',
  mean,
  secondMean,
});

const judge = (first: number[][], second: number[][] | null, faces = facesWith(), wantsSecond = true) =>
  matchFace({ first, second }, faces, { threshold: 0.5, wantsSecond }, 'signed', rules);

it.each([
  ['near by both', 0.3, 0.6, 'passed', undefined],
  ['what the first alone would refuse, the second knows', 0.65, 0.6, 'passed', undefined],
  ['what the first alone would accept, the second does not know', 0.45, 1.15, 'review', undefined],
  ['far by both', 0.65, 1.15, 'failed', 'mismatch'],
  ['beyond what the first bears, however near the second', 0.71, 0.1, 'failed', 'recognisers_disagree'],
  ['beyond what the second bears, however near the first', 0.05, 1.25, 'failed', 'recognisers_disagree'],
])('%s: %f and %f', (_, first, second, outcome, why) => {
  const { judged, distance } = judge(seen(first), seenBySecond(second));
  expect([judged.outcome, judged.detail.why]).toEqual([outcome, why]);
  expect(distance).toBeCloseTo(fuseDistances(first, second, rules.fusion), 2);
  expect(judged.detail).toMatchObject({
    model: 'face-api-128 + mobilefacenet-128',
    first_distance: expect.closeTo(first, 3),
    first_largest: 0.7,
    second_distance: expect.closeTo(second, 1),
    second_largest: 1.2,
  });
});

it('a missing second is for a person where the enrolled face has one, and is judged by the first', () => {
  const verdict = judge(seen(0.3), null);
  expect([verdict.judged.outcome, verdict.reviews]).toEqual(['review', ['second_recogniser_missing']]);
  expect(verdict.distance).toBeCloseTo(0.3, 4);
  expect(judge(seen(0.65), null).judged.outcome).toBe('failed');
});

it('an enrolled face without a second is judged by the first, whatever comes', () => {
  const faces = facesWith({ second: null });
  const { judged, reviews, secondProbe } = judge(seen(0.3), seenBySecond(1.3), faces);
  expect([judged.outcome, reviews, secondProbe]).toEqual(['passed', [], null]);
  expect(judged.detail).toMatchObject({ model: 'face-api-128', distance: expect.closeTo(0.3, 4) });
  expect(judged.detail).not.toHaveProperty('second_distance');
});

it('switched off, the first judges alone and nothing is missing', () => {
  expect(judge(seen(0.3), seenBySecond(1.3), facesWith(), false).judged.outcome).toBe('passed');
  expect(judge(seen(0.3), null, facesWith(), false).reviews).toEqual([]);
  expect(judge(seen(0.65), seenBySecond(0.1), facesWith(), false).judged.outcome).toBe('failed');
});

it('who is nearer is found by both, and by the first where the other has no second', () => {
  const [first, second] = [seen(0.4), seenBySecond(0.8)];
  const [mean, secondMean] = [meanFace(first, rules.first), meanFace(second, rules.second)];
  const other = at({ 50: 1 });
  // The first takes them for one person, the second knows better.
  const alike = judge(first, second, facesWith({ others: [rival(mean, other)] }));
  expect(alike.judged.detail.nearest_other).toBeCloseTo(fuseDistances(0, Math.SQRT2, rules.fusion), 1);
  expect(judge(first, second, facesWith({ others: [rival(mean, secondMean)] })).judged.detail.why).toBe(
    'nearer_to_another',
  );
  expect(judge(first, second, facesWith({ others: [rival(mean, null)] })).judged.detail.why).toBe('nearer_to_another');
});

it.each<[string, number[][], Partial<KnownToModel>, string]>([
  ['a still picture', [at({ 0: 1 }), at({ 0: 1 }), at({ 0: 1 })], {}, 'still'],
  ['several people', [at({ 0: 1 }), at({ 8: 1 }), at({ 9: 1 })], {}, 'frames_far_apart'],
  ['a replay', seenBySecond(0.5), { earlier: [meanFace(seenBySecond(0.5), rules.second)] }, 'replay'],
  ['an average', seenBySecond(0.5), { othersCentre: meanFace(seenBySecond(0.5), rules.second) }, 'generic'],
  ['a NaN', seenBySecond(0.5), { othersCentre: at({ 0: Number.NaN }) }, 'generic'],
])('%s by the second recogniser alone is refused', (_, second, change, why) => {
  const { judged } = judge(seen(0.3), second, facesWith({ second: known(at({ 0: 1 }), change) }));
  expect(judged.outcome).toBe('failed');
  expect(String(judged.detail.why).split(' ')).toContain(why);
});

it('never accepts a NaN of the second', () => {
  const faces = facesWith({ second: known(at({ 0: Number.NaN })) });
  expect(judge(seen(0.1), seenBySecond(0.1), faces).judged.outcome).toBe('failed');
  const others = [rival(at({ 30: 1.4 }), at({ 0: Number.NaN }))];
  expect(judge(seen(0.1), seenBySecond(0.1), facesWith({ others })).judged.outcome).toBe('failed');
});
