import { describe, expect, it } from 'vitest';
import { measureLight } from './light.ts';

function paint(side: number, luma: (x: number, y: number) => number): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(side * side * 4);
  for (let pixel = 0; pixel < side * side; pixel++) {
    rgba.fill(luma(pixel % side, Math.floor(pixel / side)), pixel * 4, pixel * 4 + 3);
  }
  return rgba;
}

describe('light and focus', () => {
  it('finds no edge in a flat picture and its brightness', () => {
    const { brightness, sharpness } = measureLight(
      paint(8, () => 90),
      8,
    );
    expect(brightness).toBeCloseTo(90, 3);
    expect(sharpness).toBeCloseTo(0, 3);
  });

  it('finds a soft ramp less sharp than a hard edge', () => {
    const soft = measureLight(
      paint(16, (x) => x * 16),
      16,
    );
    const hard = measureLight(
      paint(16, (x) => (x < 8 ? 0 : 255)),
      16,
    );
    expect(hard.sharpness).toBeGreaterThan(soft.sharpness + 100);
  });

  it('does not take a dark picture for a blurred one, nor a black one for a number that is none', () => {
    const measure = (light: number) =>
      measureLight(
        paint(16, (x) => (x % 4 < 2 ? 200 : 80) * light),
        16,
      ).sharpness;
    expect(measure(0.25) / measure(1)).toBeCloseTo(1, 1);
    expect(measure(0)).toBe(0);
  });
});
