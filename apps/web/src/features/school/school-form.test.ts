import { expect, test } from 'vitest';
import { readSchoolForm, SchoolForm } from './school-form.ts';

const form: SchoolForm = {
  name: ' Sekolah Harapan ',
  timeZone: 'Asia/Jakarta',
  country: 'ID',
  threshold: '0,50',
  radius: '100',
  plainForm: 'refuse',
  secondFactor: 'required',
};

test('a form becomes what the server is asked for, with a comma or a point', () => {
  expect(SchoolForm.safeParse(form).success).toBe(true);
  expect(readSchoolForm(form)).toEqual({
    name: 'Sekolah Harapan',
    time_zone: 'Asia/Jakarta',
    country: 'ID',
    face_threshold: 0.5,
    default_radius_m: 100,
    plain_form: 'refuse',
    staff_second_factor: 'required',
  });
});

test.each([
  ['threshold', '0.61'],
  ['threshold', '0.29'],
  ['threshold', '1e-1'],
  ['threshold', ''],
  ['radius', '9'],
  ['radius', '2001'],
  ['radius', '99.5'],
  ['timeZone', 'Mars/Base'],
  ['timeZone', ''],
  ['country', 'XX'],
  ['name', ' '],
])('%s "%s" is refused at that field', (field, value) => {
  const wrong = SchoolForm.safeParse({ ...form, [field]: value });
  expect(wrong.error?.issues.map((issue) => issue.path.join('.'))).toEqual([field]);
});
