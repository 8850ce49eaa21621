import { describe, expect, it } from 'vitest';
import { decideDetectorSide } from './decide-detector-side.ts';

const times = (milliseconds: number, count = 8) => Array.from({ length: count }, () => milliseconds);

describe('the detector’s side', () => {
  it.each([
    ['stays large on a quick phone', 224, times(15), 224],
    ['becomes small on a slow one', 224, times(90), 160],
    ['waits until it knows', 224, times(90, 7), 224],
    ['is not moved by one slow picture', 224, [...times(15, 7), 900], 224],
    ['looks at the newest pictures', 224, [...times(15, 20), ...times(90)], 160],
    ['stays small while small pictures take long', 160, times(45), 160],
    ['becomes large again on a phone that has become quick', 160, times(15), 224],
    // 224 costs twice as much as 160, so this phone would come back at once.
    ['does not swing', 160, times(31), 160],
  ] as const)('%s', (_, now, recent, next) => {
    expect(decideDetectorSide(now, recent)).toBe(next);
  });
});
