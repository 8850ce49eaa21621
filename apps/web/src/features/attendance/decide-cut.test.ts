import { expect, it } from 'vitest';
import type { CheckInState } from './check-in-store.ts';
import { decideCut, holdsScreen } from './decide-cut.ts';

const seen = { capture: null, position: 'not_needed' } as const;
const finished = (outcome: Extract<CheckInState, { kind: 'finished' }>['outcome']): CheckInState => ({
  ...{ kind: 'finished', outcome, seen, markId: null },
});

it.each<[string, CheckInState, boolean]>([
  ['nothing begun', { kind: 'ready' }, false],
  ['camera opens', { kind: 'preparing', position: 'searching', canLook: false }, true],
  ['gestures', { kind: 'capturing', guidance: 'good', taken: 1, wanted: 4, cue: null, position: 'not_needed' }, true],
  ['room code asked', { kind: 'asking_code' }, true],
  ['camera refused', { kind: 'camera_refused', why: 'denied' }, true],
  ['not accepted', finished({ kind: 'refused', code: 'face_not_accepted', next: 'better_picture' }), true],
  ['saved, which every start screen tells', finished({ kind: 'saved' }), false],
])('a check-in holds its screen or not: %s', (_, state, isHeld) => {
  expect(holdsScreen(state)).toBe(isHeld);
});

it('a network that comes back takes no screen away on which a mark is being made', () => {
  const steps: [asked: Parameters<typeof decideCut>[1], isHeld: boolean][] = [
    ['answered', true],
    ['silent', false],
    ['open', false],
    ['silent', true],
    ['open', true],
    ['answered', true],
    ['answered', false],
    ['answered', true],
  ];
  let isCut = false;
  const shown = steps.map(([asked, isHeld]) => {
    isCut = decideCut(isCut, asked, isHeld);
    return isCut;
  });
  expect(shown).toEqual([false, true, true, true, true, true, false, false]);
});
