import {
  type ChangedSetting,
  CheckPolicy,
  LivenessSettings,
  RetentionFigures,
  RiskComponent,
  Switch,
} from '@hadir/contract/settings.ts';
import { text as figureText } from '#features/privacy/figures-texts.ts';
import { describeReason } from '#features/review/describe-rate.ts';
import { text } from './texts.ts';

/** A setting's path, such as `weights.desktop_browser`, in words; one that this app does not know stays as it is. */
export function describeSetting(field: string): string {
  const component = RiskComponent.safeParse(field.replace(/^weights\./, ''));
  if (component.success) return describeReason(component.data);
  const liveness = LivenessSettings.keyof().safeParse(field.replace(/^liveness\./, ''));
  if (liveness.success) return text(`marks.liveness.${liveness.data}`);
  const figure = RetentionFigures.keyof().safeParse(field.replace(/^retention\./, ''));
  if (figure.success) return figureText(figure.data);
  const known: Record<string, string> = {
    flag_at: text('marks.flagAt'),
    review_at: text('marks.reviewAt'),
    second_recogniser: text('marks.secondRecogniser'),
    'policies.9': text('marks.position'),
  };
  return known[field] ?? field;
}

/** What a setting is set to, in words where it has some. */
export function describeSettingValue(value: ChangedSetting['before']): string {
  const state = Switch.safeParse(value);
  if (state.success) return text(`marks.switch.${state.data}`);
  const policy = CheckPolicy.safeParse(value);
  return policy.success ? text(`marks.policies.${policy.data}`) : String(value);
}
