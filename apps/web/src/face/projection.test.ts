import { describe, expect, it } from 'vitest';
import { EMBEDDING_DIMS, openProjection, PROJECTED_DIMS, toUnit } from './projection.ts';

/** Mean of zeros but for the first number; the matrix doubles and keeps the first 128 numbers. */
function makeFile(firstMean: number): ArrayBuffer {
  const values = new Float32Array(EMBEDDING_DIMS * (1 + PROJECTED_DIMS));
  values[0] = firstMean;
  for (let at = 0; at < PROJECTED_DIMS; at++) values[EMBEDDING_DIMS + at * PROJECTED_DIMS + at] = 2;
  return values.buffer;
}

const embedding = (...first: number[]) => {
  const values = new Float32Array(EMBEDDING_DIMS);
  values.set(first);
  return values;
};

describe('the projection of the second recogniser', () => {
  it('takes the mean off, multiplies and brings to norm 1', () => {
    const project = openProjection(makeFile(0.2));
    const [first, second, third] = project(embedding(0.8, 0.8));
    expect(first).toBeCloseTo(0.6, 6);
    expect(second).toBeCloseTo(0.8, 6);
    expect(third).toBe(0);
  });

  it('has as many numbers as the wire wants', () => {
    expect(openProjection(makeFile(0))(embedding(1))).toHaveLength(PROJECTED_DIMS);
  });

  it('refuses a file of another size', () => {
    expect(() => openProjection(new ArrayBuffer(12))).toThrow('another size');
  });

  it('leaves a vector of zeros as it is instead of making NaN', () => {
    expect([...toUnit(new Float32Array(3))]).toEqual([0, 0, 0]);
  });
});
