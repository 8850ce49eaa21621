import { expect, it } from 'vitest';
import { decidePosition } from './decide-position.ts';
import { decidePositionPolicy } from './decide-position-policy.ts';
import { readPosition } from './read-position.ts';

const place = { latitude: 0, longitude: 0, radiusM: 100, polygon: null };

it.each([
  ['inside', { lat: 0, lng: 0, accuracy: 5 }, 0, ['passed', 'passed', 'passed'], false],
  ['far outside', { lat: 1, lng: 0, accuracy: 5 }, 0, ['failed', 'passed', 'passed'], true],
  ['between, first try', { lat: 0.002, lng: 0, accuracy: 5 }, 0, ['failed', 'passed', 'passed'], true],
  ['between, third try', { lat: 0.002, lng: 0, accuracy: 5 }, 2, ['review', 'passed', 'passed'], true],
  ['no position', {}, 0, ['failed', 'passed', 'passed'], true],
  ['a malformed one', { lat: 'x', lng: 0 }, 0, ['failed', 'failed', 'failed'], false],
] as const)('%s: block, flag, allow', (_, body, before, outcomes, isFlagged) => {
  const position = decidePosition(readPosition(body), place, before, false);
  const judged = (['block', 'flag', 'allow'] as const).map((policy) => decidePositionPolicy(position, policy));
  expect(judged.map(({ outcome }) => outcome)).toEqual(outcomes);
  expect(judged.map((one) => one.isFlagged)).toEqual([false, isFlagged, false]);
  for (const one of judged) expect(one.refusal === null).toBe(one.outcome !== 'failed');
});
