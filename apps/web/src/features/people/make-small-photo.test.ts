import { expect, test } from 'vitest';
import { fitPhoto } from './make-small-photo.ts';

test.each([
  [4000, 3000, { width: 480, height: 360 }],
  [3000, 4000, { width: 360, height: 480 }],
  [480, 480, { width: 480, height: 480 }],
  [100, 50, { width: 100, height: 50 }],
  [100, 31, null],
  [4800, 100, null],
])('%i × %i becomes %o', (width, height, fitted) => {
  expect(fitPhoto(width, height)).toEqual(fitted);
});
