import { describe, expect, it } from 'vitest';
import { framesOf } from '#test/faces.ts';
import { readMark } from './read-mark.ts';

const box = { x: 200, y: 120, width: 180, height: 190 };

describe('metadata of frames', () => {
  const three = framesOf(3);
  const [first, second] = three;
  const withFirst = (change: Record<string, unknown>) => [{ ...first, ...change }, ...three.slice(1)];
  it.each<[string, unknown, number | null]>([
    ['as the web app sends them', three, 3],
    ['boxes by name', three.map((frame) => ({ ...frame, box })), 3],
    ['no step', three.map(({ step, ...frame }) => frame), 3],
    ['a step', withFirst({ step: 'left' }), 3],
    ['a face half out of the picture', withFirst({ box: [-20, -5, 180, 190] }), 3],
    ['equal times', three.map((frame) => ({ ...frame, t_ms: 250 })), null],
    ['falling times', three.toReversed(), null],
    ['a repeated time', [first, second, second], null],
    ['a negative time', withFirst({ t_ms: -1 }), null],
    ['an endless time', [...three.slice(0, 2), { ...first, t_ms: Number.POSITIVE_INFINITY }], null],
    ['a score below 0', withFirst({ score: -5 }), null],
    ['a score above 1', withFirst({ score: 1.01 }), null],
    ['a box of zeros', withFirst({ box: [0, 0, 0, 0] }), null],
    ['a box of zeros by name', withFirst({ box: { ...box, height: 0 } }), null],
    ['a negative box', withFirst({ box: [0, 0, -180, 190] }), null],
    ['an endless box', withFirst({ box: [0, 0, 180, Number.POSITIVE_INFINITY] }), null],
    ['three numbers for a box', withFirst({ box: [0, 0, 180] }), null],
    ['a yaw of 1e300', withFirst({ yaw: 1e300 }), null],
    ['a yaw of NaN', withFirst({ yaw: Number.NaN }), null],
    ['a step of 41 characters', withFirst({ step: 'x'.repeat(41) }), null],
    ['a step that is a number', withFirst({ step: 3 }), null],
    ['six', framesOf(6), null],
    ['none', undefined, null],
  ])('%s', (_, frames, count) => {
    expect(readMark({ frames }).frames?.length ?? null).toBe(count);
  });
});

it.each([
  ['0.1.0', '0.1.0'],
  ['0.1.0\u0000', '0.1.0\ufffd'],
  ['\ud800', '\ufffd'],
  ['x'.repeat(240_000), 'x'.repeat(100)],
  [undefined, null],
])('a version can always be kept', (version, kept) => {
  expect(readMark({ client: { version } }).clientVersion).toBe(kept);
});
