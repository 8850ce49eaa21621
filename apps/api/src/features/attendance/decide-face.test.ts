import { describe, expect, it } from 'vitest';
import { distanceBetween, meanOf } from '#features/enrolment/descriptor.ts';
import { faceModelCard } from '#features/enrolment/face-model-card.ts';
import { type FaceRules, faceRules } from '#features/enrolment/face-rules.ts';
import type { FacesToCompare, KnownToModel, Rival } from '#features/enrolment/faces-to-compare.ts';
import { decidePresented, matchFace } from './decide-face.ts';

// Faces on axes, so that every distance is known: a person lies on axis 0, others on axes of their own.
const rules: FaceRules = { ...faceRules, first: { ...faceModelCard, referenceCentre: at({ 127: 1.4 }) } };

function at(values: Record<number, number>): number[] {
  return Array.from({ length: 128 }, (_, i) => values[i] ?? 0);
}

/** Three frames, 0.07 apart, whose mean lies exactly `distance` from the claimed person on axis 1. */
function seen(distance: number): number[][] {
  return [2, 3, 4].map((axis) =>
    at({ 0: 1.4, 1: distance, 2: -0.05 / 3, 3: -0.05 / 3, 4: -0.05 / 3, [axis]: 0.1 / 3 }),
  );
}

const own = { mean: at({ 0: 1.4 }), shots: [at({ 0: 1.4, 9: 0.1 })] };
/** Somebody else, enrolled by the first recogniser alone. */
const rival = (mean: Rival['mean']): Rival => ({ personId: 'other', mean, secondMean: null });
const facesWith = (change: Partial<FacesToCompare> & { known?: Partial<KnownToModel> } = {}): FacesToCompare => {
  const { known, ...rest } = change;
  const confirmedOthers = change.others?.length ?? 0;
  return {
    first: { own, othersCentre: null, confirmedOthers, earlier: [], ...known },
    second: null,
    others: [],
    unconfirmedOthers: [],
    twins: [],
    ...rest,
  };
};

const match = (
  frames: readonly number[][],
  faces: FacesToCompare,
  { threshold = 0.5, form = 'signed' as 'signed' | 'plain', by = rules } = {},
) => matchFace({ first: frames, second: null }, faces, { threshold, wantsSecond: true }, form, by);

describe('matchFace', () => {
  it.each([
    ['near', 0.3, 0.5, 'passed', []],
    ['at the threshold', 0.4999, 0.5, 'passed', []],
    ['in the band', 0.5001, 0.5, 'review', ['face_band']],
    ['at the end of the band', 0.5499, 0.5, 'review', ['face_band']],
    ['above the band', 0.5501, 0.5, 'failed', []],
    ["within a stricter school's threshold", 0.34, 0.35, 'passed', []],
    ["above a stricter school's band", 0.41, 0.35, 'failed', []],
    ['a lax school has no band above the ceiling', 0.6001, 0.6, 'failed', []],
    ['nor may a threshold lie above it', 0.61, 0.9, 'failed', []],
  ])('%s', (_, distance, threshold, outcome, reviews) => {
    const verdict = match(seen(distance), facesWith(), { threshold });
    expect([verdict.judged.outcome, verdict.reviews]).toEqual([outcome, reviews]);
    expect(verdict.distance).toBeCloseTo(distance, 4);
  });

  it.each([
    ['farther', -0.1, 'passed', []],
    ['nearer by less than the margin', 0.03, 'review', ['near_another_face']],
    ['nearer by more', 0.06, 'failed', []],
  ])('another in the roster is %s', (_, nearerBy, outcome, reviews) => {
    const frames = seen(0.4);
    const other = meanOf(frames).map((value, i) => (i === 20 ? 0.4 - nearerBy : value));
    const verdict = match(frames, facesWith({ others: [rival(other)] }));
    expect([verdict.judged.outcome, verdict.reviews]).toEqual([outcome, reviews]);
  });

  it.each([0.03, 0.06, 0.4])(
    'another whom nobody has confirmed, nearer by %s, asks for a look and no more',
    (nearerBy) => {
      const frames = seen(0.4);
      const other = meanOf(frames).map((value, i) => (i === 20 ? 0.4 - nearerBy : value));
      const verdict = match(frames, facesWith({ unconfirmedOthers: [rival(other)] }));
      expect([verdict.judged.outcome, verdict.reviews]).toEqual(['review', ['near_another_face']]);
    },
  );

  it('refuses what lies near the centre of everybody else', () => {
    const frames = seen(0.3);
    const centre = meanOf(frames).map((value, i) => (i === 20 ? 0.34 : value));
    const others = [at({ 30: 1.4 }), at({ 31: 1.4 })].map(rival);
    const verdict = match(frames, facesWith({ others, known: { othersCentre: centre } }));
    expect(verdict.judged).toMatchObject({ outcome: 'failed', detail: { why: 'generic' } });
  });

  // Own face, probe and centre in one line.
  it.each([
    [0.8, 0.3, 'passed', 0.45],
    [0.74, 0.3, 'failed', 0.45],
    [0.5, 0.07, 'passed', 0.42],
    [0.5, 0.09, 'failed', 0.42],
    [0.4, 0.04, 'passed', 0.35],
    [0.4, 0.06, 'failed', 0.35],
  ])('the centre %f from the own face, the probe %f towards it: %s, radius %f', (apart, towards, outcome, radius) => {
    const faces = facesWith({
      others: [at({ 30: 1.4 }), at({ 31: 1.4 })].map(rival),
      known: { othersCentre: at({ 0: 1.4, 1: apart }) },
    });
    const { judged } = match(seen(towards), faces);
    expect([judged.outcome, judged.detail.generic_radius]).toEqual([outcome, expect.closeTo(radius, 4)]);
  });

  it('refuses beside a centre that is no number, though another one is', () => {
    const others = [at({ 30: 1.4 }), at({ 31: 1.4 })].map(rival);
    const faces = facesWith({ others, known: { othersCentre: at({ 60: Number.NaN }) } });
    expect(match(seen(0.3), faces).judged.detail.why).toBe('generic');
  });

  it('asks the reference centre too, until the roster is large enough', () => {
    const frames = seen(0.3);
    const by = { ...rules, first: { ...rules.first, referenceCentre: meanOf(frames) } };
    const strangers = (count: number) => Array.from({ length: count }, (_, i) => rival(at({ [i + 30]: 1.4 })));
    const whyWith = (count: number) => {
      const faces = facesWith({ others: strangers(count), known: { othersCentre: at({ 60: 1.4 }) } });
      return match(frames, faces, { by }).judged.detail.why;
    };
    expect(whyWith(19)).toBe('generic');
    expect(whyWith(20)).toBeUndefined();
  });

  it.each([
    ['an earlier probe', (frames: number[][]) => facesWith({ known: { earlier: [meanOf(frames)] } })],
    [
      'an enrolled shot',
      (frames: number[][]) => facesWith({ known: { own: { mean: own.mean, shots: frames.slice(0, 1) } } }),
    ],
  ])('refuses %s that comes again', (_, faces) => {
    const frames = seen(0.3);
    expect(match(frames, faces(frames)).judged.detail.why).toBe('replay');
  });

  it('refuses a still picture and a change of person, but not a single plain frame', () => {
    const [frame = []] = seen(0.2);
    const still = [frame, frame, frame];
    expect(match(still, facesWith()).judged.detail.why).toBe('still');
    const changed = [at({ 0: 1.4, 1: 0.2 }), at({ 0: 1.4, 1: -0.2 }), at({ 0: 1.4, 2: 0.2 })];
    expect(match(changed, facesWith()).judged.detail.why).toBe('frames_far_apart');
    expect(match([frame], facesWith(), { form: 'plain' }).judged.outcome).toBe('passed');
  });

  it('never accepts a NaN', () => {
    const broken = { mean: at({ 0: Number.NaN }), shots: [] };
    expect(match(seen(0.1), facesWith({ known: { own: broken } })).judged.outcome).toBe('failed');
    const others = [rival(at({ 0: Number.NaN }))];
    expect(match(seen(0.1), facesWith({ others })).judged.outcome).toBe('failed');
    expect(distanceBetween([1], [1, 2])).toBeNaN();
  });
});

describe('decidePresented', () => {
  const frames = seen(0.1);
  it.each<[string, unknown, number | null, 'signed' | 'plain', string | undefined]>([
    ['three', frames, 3, 'signed', undefined],
    ['one in the plain form', frames.slice(0, 1), null, 'plain', undefined],
    ['three in the plain form', frames, null, 'plain', 'frame_count'],
    ['none', [], 0, 'signed', 'no_descriptor'],
    ['no list', {}, 0, 'signed', 'no_descriptor'],
    ['two', frames.slice(0, 2), 2, 'signed', 'frame_count'],
    ['one of them malformed', [...frames.slice(0, 2), [1, 2]], 3, 'signed', 'malformed_descriptor'],
    ['metadata malformed', frames, null, 'signed', 'malformed_frames'],
    [
      'a norm that is too large',
      frames.map((frame) => frame.map((value) => value * 2)),
      3,
      'signed',
      'malformed_descriptor',
    ],
  ])('%s', (_, given, count, form, why) => {
    expect(decidePresented({ first: given, second: undefined }, count, form, rules).judged.detail.why).toBe(why);
  });
});
