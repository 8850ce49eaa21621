import { expect, it } from 'vitest';
import { decideFrontFace } from './decide-front-face.ts';

const face = (height: number) => ({ x: 10, y: 10, width: height, height, score: 0.9 });

it('takes the only face', () => {
  expect(decideFrontFace([face(40)])).toEqual(face(40));
  expect(decideFrontFace([])).toBeNull();
});

it('overlooks who sits behind, and nobody who is about as near', () => {
  expect(decideFrontFace([face(30), face(60), face(20)])).toEqual(face(60));
  expect(decideFrontFace([face(60), face(41)])).toBe('several');
  expect(decideFrontFace([face(60), face(60)])).toBe('several');
});
