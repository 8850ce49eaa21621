import { SHOTS_APART } from '@hadir/contract/face-model.ts';
import { expect, it } from 'vitest';
import { matchShots } from './match-shots.ts';

/** So far from the origin along one axis. */
const at = (distance: number) => [distance, 0, 0];

it.each([
  ['the first', at(0), [], 'fits'],
  ['one of the same person', at(0.2), [at(0), at(0.1)], 'fits'],
  ['at the edge', at(0.5), [at(0)], 'fits'],
  ['somebody else', at(0.51), [at(0)], 'other'],
  ['near some and far from one', at(0.4), [at(0), at(-0.2)], 'other'],
  ['the very same picture', at(0.1), [at(0.3), at(0.1)], 'same'],
  ['the same picture twice is no matter where somebody else is among them', at(0.1), [at(0.1), at(0.9)], 'other'],
  ['no numbers', [Number.NaN, 0, 0], [at(0)], 'other'],
])('%s', (_, shot, taken, match) => {
  expect(matchShots(shot, taken)).toBe(match);
});

it('measures each recogniser by its own scale', () => {
  expect(matchShots(at(0.9), [at(0)], SHOTS_APART['mobilefacenet-128'])).toBe('fits');
  expect(matchShots(at(1.2), [at(0)], SHOTS_APART['mobilefacenet-128'])).toBe('other');
});
