import { describe, expect, it } from 'vitest';
import { alignFace, levelFace, measureRoll, measureYaw, type Point } from './geometry.ts';

/** Eyes at (±30, 0), corners 10 px wide, nose tip below the middle: enough of the 68 points for these rules. */
function makeLandmarks(change: (point: Point) => Point = (point) => point, noseX = 0): Point[] {
  const points: Point[] = Array.from({ length: 68 }, () => ({ x: 0, y: 40 }));
  for (let index = 0; index < 6; index++) {
    points[36 + index] = { x: index === 0 ? -40 : index === 3 ? -20 : -30, y: 0 };
    points[42 + index] = { x: index === 0 ? 20 : index === 3 ? 40 : 30, y: 0 };
  }
  points[30] = { x: noseX, y: 25 };
  points[33] = { x: noseX, y: 33 };
  return points.map(change);
}

const turn = (degrees: number) => {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return ({ x, y }: Point) => ({ x: 200 + 2 * (cos * x - sin * y), y: 150 + 2 * (sin * x + cos * y) });
};

describe('the geometry of a face', () => {
  it('measures no turn and no tilt of a straight face', () => {
    expect(measureYaw(makeLandmarks())).toBeCloseTo(0);
    expect(measureRoll(makeLandmarks())).toBeCloseTo(0);
  });

  it('counts a nose that moves to the right of the picture as a positive turn', () => {
    expect(measureYaw(makeLandmarks(undefined, 10))).toBeGreaterThan(0.1);
    expect(measureYaw(makeLandmarks(undefined, -10))).toBeLessThan(-0.1);
  });

  it.each([-25, 0, 10, 40])('measures a tilt of %i degrees and keeps the turn', (degrees) => {
    const tilted = makeLandmarks(turn(degrees), 8);
    expect(measureRoll(tilted)).toBeCloseTo(degrees);
    expect(measureYaw(tilted)).toBeCloseTo(measureYaw(makeLandmarks(undefined, 8)));
  });

  it.each([-30, 0, 20])('brings a face tilted by %i degrees to the same level chip', (degrees) => {
    const chip = (points: Point[]) => {
      const { a, b, e, f } = levelFace(points, 150, 0.25);
      const { x, y } = points[45] ?? { x: Number.NaN, y: Number.NaN };
      return { x: a * x - b * y + e, y: b * x + a * y + f };
    };
    const level = chip(makeLandmarks());
    const tilted = chip(makeLandmarks(turn(degrees)));
    expect(tilted.x).toBeCloseTo(level.x);
    expect(tilted.y).toBeCloseTo(level.y);
    // The outer corner of the eye at the picture's right belongs at (0.86 + 0.25) / 1.5 of the chip.
    expect(level.x).toBeGreaterThan(105);
    expect(level.x).toBeLessThan(117);
  });

  it('refuses landmarks that are not all there', () => {
    expect(() => measureYaw([{ x: 1, y: 1 }])).toThrow(RangeError);
  });
});

describe('the chip of the second recogniser', () => {
  it('has a face of ArcFace’s own proportions exactly where ArcFace has it, whatever its turn and size', () => {
    const points: Point[] = Array.from({ length: 68 }, () => ({ x: 0, y: 0 }));
    const set = (indices: number[], x: number, y: number) => {
      for (const index of indices) points[index] = turn(15)({ x, y });
    };
    set([36, 37, 38, 39, 40, 41], 38.2946, 51.6963);
    set([42, 43, 44, 45, 46, 47], 73.5318, 51.5014);
    set([30], 56.0252, 71.7366);
    set([48], 41.5493, 92.3655);
    set([54], 70.7299, 92.2041);
    const { a, b, e, f } = alignFace(points);
    const { x, y } = points[54] ?? { x: Number.NaN, y: Number.NaN };
    expect(a * x - b * y + e).toBeCloseTo(70.7299, 4);
    expect(b * x + a * y + f).toBeCloseTo(92.2041, 4);
  });
});
