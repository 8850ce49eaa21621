import { expect, test } from 'vitest';
import { isNewFace } from './is-new-face.ts';

test.each([
  ['a mark that waits for a new face', 'pending', ['provisional_face'], 'provisional', true],
  ['a face that waits for an admin', 'pending', ['provisional_face', 'held_face'], 'provisional', false],
  ['a face confirmed since', 'pending', ['provisional_face'], 'confirmed', false],
  ['a face withdrawn since', 'pending', ['provisional_face'], 'none', false],
  ['a mark that counts', 'flagged', ['provisional_face'], 'provisional', false],
  ['a mark without the face', 'pending', ['room_code'], 'provisional', false],
] as const)('%s', (_, state, reasons, face, expected) => {
  expect(isNewFace({ state, review_reasons: reasons }, face)).toBe(expected);
});
