import { LivenessStep } from '@hadir/contract/liveness.ts';
import type { FieldErrors, UseFormRegister } from 'react-hook-form';
import { Card } from '#ui/card.tsx';
import { CheckboxField } from '#ui/checkbox-field.tsx';
import type { MarkSettingsForm } from './mark-settings-form.ts';
import { useTexts } from './texts.ts';

/** Which steps phones may ask for, and whether the passive model is loaded. */
export function LivenessSettingsCard({
  register,
  errors,
}: {
  register: UseFormRegister<MarkSettingsForm>;
  errors: FieldErrors<MarkSettingsForm>;
}) {
  const t = useTexts();
  return (
    <Card title={t('marks.liveness.heading')}>
      <p className="mb-2 text-ink-soft">{t('marks.liveness.explained')}</p>
      <CheckboxField
        label={t('marks.liveness.plan')}
        error={errors.liveness?.plan?.message}
        {...register('liveness.plan')}
      />
      <fieldset className="mb-4 ms-4 border-s border-line ps-4">
        <legend className="sr-only">{t('marks.liveness.steps')}</legend>
        {LivenessStep.options.map((step) => (
          <CheckboxField key={step} label={t(`marks.liveness.${step}`)} {...register(`liveness.${step}`)} />
        ))}
      </fieldset>
      <p className="mb-2 text-ink-soft">{t('marks.liveness.passiveExplained')}</p>
      <CheckboxField label={t('marks.liveness.passive')} {...register('liveness.passive')} />
    </Card>
  );
}
