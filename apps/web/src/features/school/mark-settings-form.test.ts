import { AttemptSettings, type SettingsReply } from '@hadir/contract/settings.ts';
import { expect, test } from 'vitest';
import { fillMarkSettings, MarkSettingsForm, readMarkSettings } from './mark-settings-form.ts';

const shown: SettingsReply = {
  version: 4,
  settings: AttemptSettings.parse({}),
  changed_at: null,
  changed_by: null,
};
const form = { ...fillMarkSettings(shown), reason: ' Too many alarms ' };

test('only what was changed goes to the server, with the version that was looked at', () => {
  expect(MarkSettingsForm.safeParse(form).success).toBe(true);
  expect(readMarkSettings(form, shown)).toBeNull();
  const weights = { ...form.weights, shared_device: '20', equal_series: ' 0 ' };
  expect(readMarkSettings({ ...form, weights, position: 'flag', reviewAt: '70' }, shown)).toEqual({
    version: 4,
    reason: 'Too many alarms',
    weights: { shared_device: 20, equal_series: 0 },
    review_at: 70,
    policies: { '9': 'flag' },
  });
});

test('the second recogniser is switched off by itself', () => {
  expect(readMarkSettings({ ...form, secondRecogniser: 'off' }, shown)).toEqual({
    version: 4,
    reason: 'Too many alarms',
    second_recogniser: 'off',
  });
});

test('of the liveness steps only those that were switched travel, and a plan needs two', () => {
  const liveness = { ...form.liveness, blink: false, passive: true };
  expect(readMarkSettings({ ...form, liveness }, shown)).toEqual({
    version: 4,
    reason: 'Too many alarms',
    liveness: { blink: 'off', passive: 'on' },
  });
  const one = { ...liveness, turn_left: false, turn_right: false, come_closer: false };
  expect(MarkSettingsForm.safeParse({ ...form, liveness: one }).error?.issues[0]?.path).toEqual(['liveness', 'plan']);
  expect(MarkSettingsForm.safeParse({ ...form, liveness: { ...one, plan: false } }).success).toBe(true);
});

test.each([
  [{ weights: { ...form.weights, shared_device: '101' } }, 'weights.shared_device'],
  [{ weights: { ...form.weights, shared_device: '1.5' } }, 'weights.shared_device'],
  [{ weights: { ...form.weights, shared_device: '' } }, 'weights.shared_device'],
  [{ flagAt: '0' }, 'flagAt'],
  [{ flagAt: '60' }, 'reviewAt'],
  [{ reviewAt: '501' }, 'reviewAt'],
  [{ reason: 'x' }, 'reason'],
])('%o is refused at %s', (change, field) => {
  const wrong = MarkSettingsForm.safeParse({ ...form, ...change });
  expect(wrong.error?.issues.map((issue) => issue.path.join('.'))).toEqual([field]);
});
