import type { School } from '@hadir/contract/school.ts';
import { expect, test } from 'vitest';
import { fillPolicyForm, makesNewVersion, PolicyForm, readPolicyForm } from './policy-form.ts';

const school: School = {
  id: 'school',
  name: 'Sekolah Harapan',
  join_code: 'JOIN',
  time_zone: 'Asia/Jakarta',
  country: 'ID',
  consent_version: 1,
  retention_published_at: '2026-01-05T08:00:00.000Z',
  consent_policy: 'self',
  consent_text: 'We keep numbers.\n\nNo pictures.',
  retention_policy: 'One year.',
  face_threshold: 0.5,
  default_radius_m: 100,
  plain_form: 'refuse',
  staff_second_factor: 'optional',
};
const form = fillPolicyForm(school);

test('texts of several lines go to the server as they are, but for the space around them', () => {
  expect(PolicyForm.safeParse(form).success).toBe(true);
  expect(readPolicyForm({ ...form, consentText: ' One.\nTwo.\n ' })).toEqual({
    consent_policy: 'self',
    consent_text: 'One.\nTwo.',
    retention_policy: 'One year.',
  });
});

test.each([
  ['consentText', ''],
  ['consentText', ' \n '],
  ['retention', 'a'.repeat(5001)],
])('%s "%.10s" is refused at that field', (field, value) => {
  const wrong = PolicyForm.safeParse({ ...form, [field]: value });
  expect(wrong.error?.issues.map((issue) => issue.path.join('.'))).toEqual([field]);
});

test.each([
  [{}, false],
  [{ consentText: `${school.consent_text}\n` }, false],
  [{ retention: 'Two years.' }, false],
  [{ consentText: 'We keep other numbers.' }, true],
  [{ consentPolicy: 'guardian' as const }, true],
])('%o makes a new version of the consent: %s', (change, isNew) => {
  expect(makesNewVersion({ ...form, ...change }, school)).toBe(isNew);
});
