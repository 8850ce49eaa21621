import { line } from '@hadir/contract/field.ts';
import { CheckPolicy, RiskComponent, type SettingsChange, type SettingsReply } from '@hadir/contract/settings.ts';
import { z } from 'zod';
import { text } from './texts.ts';

const wholeNumber = (least: number, most: number, error: () => string) =>
  z
    .string()
    .refine((value) => /^\d{1,3}$/.test(value.trim()) && Number(value) >= least && Number(value) <= most, { error });

const limit = wholeNumber(1, 500, () => text('marks.badLimit'));

/** What the form holds: texts, as the controls give them. */
export const MarkSettingsForm = z
  .object({
    weights: z.record(
      RiskComponent,
      wholeNumber(0, 100, () => text('marks.badPoints')),
    ),
    flagAt: limit,
    reviewAt: limit,
    position: CheckPolicy,
    reason: z
      .string()
      .refine((value) => line(3, 500).safeParse(value).success, { error: () => text('marks.needReason') }),
  })
  .refine(({ flagAt, reviewAt }) => Number(flagAt) < Number(reviewAt), {
    path: ['reviewAt'],
    error: () => text('marks.badOrder'),
  });
export type MarkSettingsForm = z.infer<typeof MarkSettingsForm>;

/** The form as it stands before anything is typed. */
export function fillMarkSettings({ settings }: SettingsReply): MarkSettingsForm {
  const weights = Object.fromEntries(
    RiskComponent.options.map((component) => [component, String(settings.weights[component])]),
  );
  return {
    weights: z.record(RiskComponent, z.string()).parse(weights),
    flagAt: String(settings.flag_at),
    reviewAt: String(settings.review_at),
    position: settings.policies['9'],
    reason: '',
  };
}

/** The body for the server, of what differs from what was looked at; null when nothing does. */
export function readMarkSettings(form: MarkSettingsForm, shown: SettingsReply): SettingsChange | null {
  const { settings, version } = shown;
  const weights = Object.fromEntries(
    RiskComponent.options.flatMap((component) => {
      const points = Number(form.weights[component]);
      return points === settings.weights[component] ? [] : [[component, points]];
    }),
  );
  const [flagAt, reviewAt] = [Number(form.flagAt), Number(form.reviewAt)];
  const changes = {
    ...(Object.keys(weights).length > 0 && { weights }),
    ...(flagAt !== settings.flag_at && { flag_at: flagAt }),
    ...(reviewAt !== settings.review_at && { review_at: reviewAt }),
    ...(form.position !== settings.policies['9'] && { policies: { '9': form.position } }),
  };
  return Object.keys(changes).length === 0 ? null : { version, reason: form.reason.trim(), ...changes };
}
