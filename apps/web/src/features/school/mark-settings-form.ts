import { line } from '@hadir/contract/field.ts';
import { LivenessStep, livenessStepsAsked } from '@hadir/contract/liveness.ts';
import {
  CheckPolicy,
  LivenessSettings,
  RiskComponent,
  type SettingsChange,
  type SettingsReply,
  Switch,
} from '@hadir/contract/settings.ts';
import { z } from 'zod';
import { text } from './texts.ts';

const wholeNumber = (least: number, most: number, error: () => string) =>
  z
    .string()
    .refine((value) => /^\d{1,3}$/.test(value.trim()) && Number(value) >= least && Number(value) <= most, { error });

const limit = wholeNumber(1, 500, () => text('marks.badLimit'));

const countSteps = (liveness: Record<LivenessStep, boolean>) =>
  LivenessStep.options.filter((step) => liveness[step]).length;

/** What the form holds: texts, as the controls give them. */
export const MarkSettingsForm = z
  .object({
    weights: z.record(
      RiskComponent,
      wholeNumber(0, 100, () => text('marks.badPoints')),
    ),
    flagAt: limit,
    reviewAt: limit,
    secondRecogniser: Switch,
    liveness: z.record(LivenessSettings.keyof(), z.boolean()),
    position: CheckPolicy,
    reason: z
      .string()
      .refine((value) => line(3, 500).safeParse(value).success, { error: () => text('marks.needReason') }),
  })
  .refine(({ flagAt, reviewAt }) => Number(flagAt) < Number(reviewAt), {
    path: ['reviewAt'],
    error: () => text('marks.badOrder'),
  })
  .refine(({ liveness }) => !liveness.plan || countSteps(liveness) >= livenessStepsAsked, {
    path: ['liveness', 'plan'],
    error: () => text('marks.liveness.tooFew'),
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
    secondRecogniser: settings.second_recogniser,
    liveness: z
      .record(LivenessSettings.keyof(), z.boolean())
      .parse(Object.fromEntries(Object.entries(settings.liveness).map(([name, value]) => [name, value === 'on']))),
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
  const liveness = Object.fromEntries(
    LivenessSettings.keyof().options.flatMap((name) => {
      const value = form.liveness[name] ? 'on' : 'off';
      return value === settings.liveness[name] ? [] : [[name, value]];
    }),
  );
  const [flagAt, reviewAt] = [Number(form.flagAt), Number(form.reviewAt)];
  const changes = {
    ...(Object.keys(weights).length > 0 && { weights }),
    ...(Object.keys(liveness).length > 0 && { liveness }),
    ...(flagAt !== settings.flag_at && { flag_at: flagAt }),
    ...(reviewAt !== settings.review_at && { review_at: reviewAt }),
    ...(form.secondRecogniser !== settings.second_recogniser && { second_recogniser: form.secondRecogniser }),
    ...(form.position !== settings.policies['9'] && { policies: { '9': form.position } }),
  };
  return Object.keys(changes).length === 0 ? null : { version, reason: form.reason.trim(), ...changes };
}
