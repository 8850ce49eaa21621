import { describe, expect, it } from 'vitest';
import { measureBackdrop, measureGlare, measureLight } from './light.ts';

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

  it('finds the share that is blown out', () => {
    expect(
      measureLight(
        paint(16, (x) => (x < 4 ? 255 : 100)),
        16,
      ).burnt,
    ).toBeCloseTo(0.25, 3);
  });
});

describe('glare on glasses', () => {
  const eyes = [
    { x: 4, y: 8, width: 8, height: 4 },
    { x: 20, y: 8, width: 8, height: 4 },
  ];
  const measure = (luma: (x: number, y: number) => number) => measureGlare(paint(32, luma), 32, eyes);

  it('counts the worse eye, and nothing beside the eyes', () => {
    expect(measure((x, y) => (x >= 20 && x < 24 && y >= 8 && y < 12 ? 255 : 90))).toBeCloseTo(0.5, 3);
    expect(measure((_, y) => (y > 20 ? 255 : 90))).toBe(0);
  });

  it('has nothing to say of eyes outside of the picture', () => {
    expect(
      measureGlare(
        paint(8, () => 255),
        8,
        [{ x: -9, y: 2, width: 4, height: 4 }],
      ),
    ).toBe(0);
  });
});

describe('the light behind a face', () => {
  const face = { x: 8, y: 8, width: 16, height: 16 };
  const picture = paint(32, (x, y) => (x >= 8 && x < 24 && y >= 8 && y < 24 ? 60 : 200));

  it('leaves the face out, and what was not drawn', () => {
    expect(measureBackdrop(picture, 32, { width: 32, height: 32 }, face)).toBeCloseTo(200, 3);
    const half = paint(32, (_, y) => (y < 16 ? 150 : 0));
    expect(measureBackdrop(half, 32, { width: 32, height: 16 }, face)).toBeCloseTo(150, 3);
  });

  it('is the face where there is nothing else', () => {
    expect(
      measureBackdrop(picture, 32, { width: 32, height: 32 }, { x: 0, y: 0, width: 32, height: 32 }),
    ).toBeGreaterThan(60);
  });
});
