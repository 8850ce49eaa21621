import { expect, it } from 'vitest';
import { decidePoseSpread } from './decide-pose-spread.ts';

const turning = (yaws: readonly number[], step = 600) =>
  yaws.map((yaw, at) => ({
    t_ms: at * step,
    box: [0, 0, 100, 100] as [number, number, number, number],
    score: 0.9,
    yaw,
  }));

it.each([
  ['both sides', turning([0, 0.2, -0.15, 0.01, 0]), 0.35],
  ['straight all the time', turning([0.1, 0.1, 0.1, 0.1, 0.1]), 0],
  ['an app that does not say', undefined, null],
  ['fewer frames than shots', turning([0, 0.2]), null],
  ['more frames than shots', turning([0, 0.2, -0.2, 0, 0, 0]), null],
  ['shots at one moment', turning([0, 0.2, -0.2, 0, 0], 0), null],
])('%s', (_, frames, spread) => {
  expect(decidePoseSpread(frames, 5)).toBe(spread);
});
