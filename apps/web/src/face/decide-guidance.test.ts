import { describe, expect, it } from 'vitest';
import { decideGuidance, SHOT_GATES } from './decide-guidance.ts';
import { face } from './fake-capture.ts';
import type { FaceSeen } from './tracking.ts';

const see = (change: Partial<FaceSeen>) => ({ kind: 'one_face', face: { ...face, ...change } }) as const;
const moved = (by: number) => see({ box: { ...face.box, x: face.box.x + by } });

describe('what the person is told', () => {
  it.each([
    ['nobody', { kind: 'no_face' }, 'no_face'],
    ['two people', { kind: 'several_faces', count: 2 }, 'several_faces'],
    ['a face far away', see({ share: 0.1 }), 'closer'],
    ['a face that fills the picture', see({ share: 1.1 }), 'farther'],
    ['a dark face', see({ brightness: 12, backdrop: 20 }), 'more_light'],
    ['a dark face before a window', see({ brightness: 30, backdrop: 190 }), 'backlight'],
    ['a face in glaring sun', see({ brightness: 240, burnt: 0.8 }), 'too_bright'],
    ['a head turned left', see({ yaw: 0.5 }), 'look_straight'],
    ['a head turned right', see({ yaw: -0.5 }), 'look_straight'],
    ['a head laid on the shoulder', see({ roll: 50 }), 'look_straight'],
    ['a blurred face', see({ sharpness: 2 }), 'hold_still'],
    ['a moving face', moved(0.2), 'hold_still'],
    ['a good face', see({}), 'good'],
    ['a small movement', moved(0.03), 'good'],
    ['glasses that reflect', see({ glare: 0.4 }), 'good'],
    ['a window behind a face that is light enough', see({ backdrop: 240 }), 'good'],
  ] as const)('%s', (_, tracking, guidance) => {
    expect(decideGuidance(tracking, face.box)).toBe(guidance);
  });

  it('does not ask a face that has just come to hold still', () => {
    expect(decideGuidance(moved(0.3), null)).toBe('good');
  });
});

describe('what the person is told at the enrolment', () => {
  it.each([
    ['a face that is rather small', see({ share: 0.25 }), 'closer'],
    ['a face that is rather near', see({ share: 0.9 }), 'farther'],
    ['a face in a dim room', see({ brightness: 45, backdrop: 45 }), 'more_light'],
    ['a window behind', see({ backdrop: 230 }), 'backlight'],
    ['sun on one cheek', see({ burnt: 0.4 }), 'too_bright'],
    ['glasses that reflect', see({ glare: 0.4 }), 'glare'],
    ['a face that is not quite sharp', see({ sharpness: 11 }), 'hold_still'],
    ['a face the detector doubts', see({ score: 0.55 }), 'hold_still'],
    ['a good face', see({}), 'good'],
  ] as const)('%s', (_, tracking, guidance) => {
    expect(decideGuidance(tracking, face.box, SHOT_GATES)).toBe(guidance);
  });
});
