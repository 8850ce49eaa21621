import type { listReviewRates } from '@hadir/contract/review.ts';
import { RiskComponent, type SettingsReply, updateSettings } from '@hadir/contract/settings.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { describeRate, describeReason } from '#features/review/describe-rate.ts';
import { callOrThrow, type Reply } from '#lib/api.ts';
import { isRefused } from '#lib/failure.ts';
import { queryClient } from '#lib/query-client.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { ChoiceField } from '#ui/choice-field.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { Notice } from '#ui/notice.tsx';
import { showToast } from '#ui/toast.tsx';
import { LivenessSettingsCard } from './liveness-settings.tsx';
import { fillMarkSettings, MarkSettingsForm, readMarkSettings } from './mark-settings-form.ts';
import { markSettingsKey } from './mark-settings-queries.ts';
import { useTexts } from './texts.ts';

const policies = ['block', 'flag', 'allow'] as const;

/** The form of points, limits and the position's policy; each rule's false alarms stand below its points. */
export function MarkSettings({ shown, rates }: { shown: SettingsReply; rates: Reply<typeof listReviewRates> | null }) {
  const t = useTexts();
  const [isUnchanged, setIsUnchanged] = useState(false);
  const { register, handleSubmit, formState } = useForm<MarkSettingsForm>({
    resolver: zodResolver(MarkSettingsForm),
    defaultValues: fillMarkSettings(shown),
  });
  const { errors } = formState;
  const save = useCommand(
    (body: NonNullable<ReturnType<typeof readMarkSettings>>) => callOrThrow(updateSettings, { body }),
    { refresh: [markSettingsKey], onDone: () => showToast(t('marks.saved')) },
  );
  const isConflict = isRefused(save.failure, 'not_possible_now');
  const submit = handleSubmit((form) => {
    const change = readMarkSettings(form, shown);
    setIsUnchanged(change === null);
    if (change) save.run(change);
  });
  const rateOf = (component: RiskComponent) => {
    const rate = rates?.items.find(({ reason }) => reason === component);
    return rate && rates ? describeRate(rate, rates.enough_from) : '';
  };

  return (
    <Form failure={isConflict ? null : save.failure} onSubmit={submit}>
      <Card title={t('marks.points')}>
        <p className="mb-1 text-ink-soft">{t('marks.pointsHint')}</p>
        <p className="mb-4 text-ink-soft">{t('marks.ratesExplained')}</p>
        <div className="grid gap-x-6 gap-y-4 md:grid-cols-2">
          {RiskComponent.options.map((component) => (
            <TextField
              key={component}
              label={describeReason(component)}
              hint={rateOf(component)}
              error={errors.weights?.[component]?.message}
              inputMode="numeric"
              {...register(`weights.${component}`)}
            />
          ))}
        </div>
      </Card>
      <Card title={t('marks.limits')}>
        <div className="grid gap-x-6 gap-y-4 md:grid-cols-2">
          <TextField
            label={t('marks.flagAt')}
            hint={t('marks.flagAtHint')}
            error={errors.flagAt?.message}
            inputMode="numeric"
            {...register('flagAt')}
          />
          <TextField
            label={t('marks.reviewAt')}
            hint={t('marks.reviewAtHint')}
            error={errors.reviewAt?.message}
            inputMode="numeric"
            {...register('reviewAt')}
          />
        </div>
      </Card>
      <Card title={t('marks.recognisers')}>
        <p className="mb-3 text-ink-soft">{t('marks.recognisersHint')}</p>
        <ChoiceField
          legend={t('marks.recognisers')}
          isLegendHidden
          choices={(['on', 'off'] as const).map((value) => ({
            value,
            label: t(`marks.recogniserChoices.${value}`),
            hint: t(`marks.recogniserChoices.${value}Hint`),
          }))}
          {...register('secondRecogniser')}
        />
      </Card>
      <LivenessSettingsCard register={register} errors={errors} />
      <Card title={t('marks.position')}>
        <ChoiceField
          legend={t('marks.position')}
          isLegendHidden
          choices={policies.map((value) => ({
            value,
            label: t(`marks.policies.${value}`),
            hint: t(`marks.policies.${value}Hint`),
          }))}
          {...register('position')}
        />
        <p className="mt-3 text-sm text-ink-soft">{t('marks.always')}</p>
      </Card>
      <Card>
        <div className="space-y-4">
          <TextField
            label={t('marks.reason')}
            hint={t('marks.reasonHint')}
            error={errors.reason?.message}
            maxLength={500}
            {...register('reason')}
          />
          {isUnchanged && <Notice isLive>{t('marks.nothing')}</Notice>}
          {isConflict && (
            <Notice
              tone="warn"
              isLive
              actions={
                <Button
                  look="secondary"
                  onClick={() => void queryClient.invalidateQueries({ queryKey: markSettingsKey })}
                >
                  {t('marks.reload')}
                </Button>
              }
            >
              {t('marks.conflict')}
            </Notice>
          )}
          <Button type="submit" isBusy={save.isBusy} className="w-full sm:w-auto">
            {t('marks.save')}
          </Button>
        </div>
      </Card>
    </Form>
  );
}
