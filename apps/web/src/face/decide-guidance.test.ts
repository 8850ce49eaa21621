import { describe, expect, it } from 'vitest';
import { decideGuidance } from './decide-guidance.ts';
import type { FaceSeen } from './tracking.ts';

const face: FaceSeen = {
  box: { x: 0.3, y: 0.2, width: 0.4, height: 0.5 },
  score: 0.9,
  yaw: 0,
  roll: 0,
  share: 0.5,
  brightness: 110,
  sharpness: 100,
};
const see = (change: Partial<FaceSeen>) => ({ kind: 'one_face', face: { ...face, ...change } }) as const;

describe('what the person is told', () => {
  it.each([
    ['nobody', { kind: 'no_face' }, 'no_face'],
    ['two people', { kind: 'several_faces', count: 2 }, 'several_faces'],
    ['a face far away', see({ share: 0.1 }), 'closer'],
    ['a face that fills the picture', see({ share: 1.1 }), 'farther'],
    ['a dark face', see({ brightness: 12 }), 'more_light'],
    ['a head turned left', see({ yaw: 0.5 }), 'look_straight'],
    ['a head turned right', see({ yaw: -0.5 }), 'look_straight'],
    ['a head laid on the shoulder', see({ roll: 50 }), 'look_straight'],
    ['a blurred face', see({ sharpness: 2 }), 'hold_still'],
    ['a moving face', see({ box: { ...face.box, x: 0.45 } }), 'hold_still'],
    ['a good face', see({}), 'good'],
    ['a small movement', see({ box: { ...face.box, x: 0.33 } }), 'good'],
  ] as const)('%s', (_, tracking, guidance) => {
    expect(decideGuidance(tracking, face.box)).toBe(guidance);
  });

  it('does not ask a face that has just come to hold still', () => {
    expect(decideGuidance(see({ box: { ...face.box, x: 0.6 } }), null)).toBe('good');
  });
});
