import type { RiskItem } from '@hadir/contract/attempts.ts';
import type { ReviewReason } from '@hadir/contract/reasons.ts';
import { expect, it } from 'vitest';
import { decideOutcome } from './decide-outcome.ts';

const limits = { flag_at: 30, review_at: 60 };
const item = (points: number): RiskItem => ({ component: 'close_second', points, detail: {} });

it.each<[string, ReviewReason[], number[], boolean, string, string[]]>([
  ['nothing', [], [], false, 'confirmed', []],
  ['29 points', [], [29], false, 'confirmed', ['close_second']],
  ['30 points', [], [30], false, 'flagged', ['close_second']],
  ['59 points in three', [], [25, 25, 9], false, 'flagged', ['close_second', 'close_second', 'close_second']],
  ['60 points', [], [60], false, 'pending', ['close_second']],
  ['a floor without points', ['face_band'], [], false, 'pending', ['face_band']],
  ['something seen that gives none', [], [0], false, 'confirmed', []],
  ['let in from outside', [], [], true, 'flagged', ['outside_allowed']],
  ['let in from outside, with 60 points', [], [60], true, 'pending', ['outside_allowed', 'close_second']],
])('%s', (_, floors, points, isOutsideAllowed, state, reviews) => {
  const standing = decideOutcome(floors, points.map(item), isOutsideAllowed, limits);
  expect([standing.state, standing.reviews]).toEqual([state, reviews]);
  expect(standing.points).toBe(points.reduce((sum, one) => sum + one, 0));
});
