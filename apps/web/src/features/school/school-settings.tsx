import { type School, updateSchool } from '@hadir/contract/school.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useSearchParams } from 'react-router';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { ChoiceField } from '#ui/choice-field.tsx';
import { SelectField, TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { showToast } from '#ui/toast.tsx';
import { listCountries } from './list-countries.ts';
import { fillSchoolForm, readSchoolForm, readSuggested, SchoolForm } from './school-form.ts';
import { schoolQuery } from './school-queries.ts';
import { useTexts } from './texts.ts';

/** Name, zone, and how strict faces and positions are judged. */
export function SchoolSettings({ school }: { school: School }) {
  const t = useTexts();
  const suggested = readSuggested(useSearchParams()[0].get('threshold'));
  const { register, handleSubmit, formState, reset } = useForm<SchoolForm>({
    resolver: zodResolver(SchoolForm),
    defaultValues: { ...fillSchoolForm(school), ...(suggested !== null && { threshold: suggested }) },
  });
  const { errors } = formState;
  const save = useCommand((form: SchoolForm) => callOrThrow(updateSchool, { body: readSchoolForm(form) }), {
    // The name and the zone stand in the account of everybody signed in.
    refresh: [schoolQuery.queryKey, ['me']],
    onDone: (saved) => {
      reset(fillSchoolForm(saved));
      showToast(t('saved'));
    },
  });
  const zones = [...new Set([school.time_zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort();

  return (
    <Form failure={save.failure} onSubmit={handleSubmit((form) => save.run(form))}>
      <Card title={t('general')}>
        <div className="space-y-4">
          <TextField label={t('name')} error={errors.name?.message} {...register('name')} />
          <SelectField
            label={t('timeZone')}
            hint={t('timeZoneHint')}
            error={errors.timeZone?.message}
            {...register('timeZone')}
          >
            {zones.map((zone) => (
              <option key={zone} value={zone}>
                {zone}
              </option>
            ))}
          </SelectField>
          <SelectField
            label={t('country')}
            hint={t('countryHint')}
            error={errors.country?.message}
            {...register('country')}
          >
            {listCountries().map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </SelectField>
        </div>
      </Card>
      <Card title={t('face.heading')}>
        <div className="space-y-4">
          <TextField
            label={t('face.threshold')}
            hint={suggested === null ? t('face.thresholdHint') : t('face.suggested')}
            error={errors.threshold?.message}
            inputMode="decimal"
            {...register('threshold')}
          />
          <ButtonLink look="quiet" to="/calibration">
            {t('face.calibrate')}
          </ButtonLink>
          <TextField
            label={t('face.radius')}
            hint={t('face.radiusHint')}
            error={errors.radius?.message}
            inputMode="numeric"
            {...register('radius')}
          />
        </div>
      </Card>
      <Card title={t('plain.heading')}>
        <p className="mb-3 text-ink-soft">{t('plain.explained')}</p>
        <ChoiceField
          legend={t('plain.legend')}
          choices={[
            { value: 'refuse', label: t('plain.refuse'), hint: t('plain.refuseHint') },
            { value: 'review', label: t('plain.review'), hint: t('plain.reviewHint') },
          ]}
          {...register('plainForm')}
        />
      </Card>
      <Card title={t('secondFactor.heading')}>
        <p className="mb-3 text-ink-soft">{t('secondFactor.explained')}</p>
        <ChoiceField
          legend={t('secondFactor.legend')}
          choices={[
            { value: 'optional', label: t('secondFactor.optional') },
            { value: 'required', label: t('secondFactor.required'), hint: t('secondFactor.requiredHint') },
          ]}
          {...register('secondFactor')}
        />
      </Card>
      <Button type="submit" isBusy={save.isBusy} className="w-full sm:w-auto">
        {t('save')}
      </Button>
    </Form>
  );
}
