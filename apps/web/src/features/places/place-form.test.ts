import { expect, test } from 'vitest';
import { PlaceForm, readDegrees, readPlaceForm } from './place-form.ts';

const hall = { name: ' Main hall ', lat: '-6,2001', lng: '106.8456', radius: '' };

test.each([
  ['-6.2', -6.2],
  ['−6.2', -6.2],
  [' 106,8456 ', 106.8456],
  ['0', 0],
])('%s is read as degrees', (input, expected) => {
  expect(readDegrees(input)).toBe(expected);
});

test.each(['', 'north', '1e2', '1.2.3', "6°12'", 'Infinity', '-1,2,3'])('%s is no number of degrees', (input) => {
  expect(readDegrees(input)).toBeNaN();
});

test('a form becomes a place without a radius of its own', () => {
  expect(readPlaceForm(hall)).toEqual({ name: 'Main hall', lat: -6.2001, lng: 106.8456 });
  expect(readPlaceForm({ ...hall, radius: ' 150 ' }).radius_m).toBe(150);
});

test.each([
  ['lat', '90.1'],
  ['lng', '-181'],
  ['lat', ''],
  ['radius', '9'],
  ['radius', '2001'],
  ['radius', '50.5'],
  ['name', '   '],
])('%s "%s" is refused at that field', (field, value) => {
  const wrong = PlaceForm.safeParse({ ...hall, [field]: value });
  expect(wrong.error?.issues.map((issue) => issue.path.join('.'))).toEqual([field]);
  expect(PlaceForm.safeParse(hall).success).toBe(true);
});
