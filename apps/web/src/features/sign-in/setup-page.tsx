import { defaultConsentText, defaultRetentionPolicy } from '@hadir/contract/consent.ts';
import { setUpSchool } from '@hadir/contract/school.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { Button } from '#ui/button.tsx';
import { ChoiceField } from '#ui/choice-field.tsx';
import { SelectField, TextAreaField, TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { Notice } from '#ui/notice.tsx';
import { EmailField, NameField, NewPasswordField } from './account-fields.tsx';
import { EntryLayout } from './entry-layout.tsx';
import { useTexts } from './texts.ts';
import { useEntry } from './use-entry.ts';
import { useLinkToken } from './use-link-token.ts';

const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const zones = [...new Set([ownZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])];

export default function SetupPage() {
  const t = useTexts();
  const token = useLinkToken();
  const { enter, isBusy, failure } = useEntry(setUpSchool);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(setUpSchool.body.omit({ token: true })),
    defaultValues: {
      school_name: '',
      time_zone: ownZone,
      consent_policy: 'self',
      consent_text: defaultConsentText,
      retention_policy: defaultRetentionPolicy,
      name: '',
      email: '',
      password: '',
    },
  });
  const { errors } = formState;
  return (
    <EntryLayout title={t('setup.title')} intro={t('setup.intro')}>
      {token === null ? (
        <Notice tone="warn">{t('setup.no_token')}</Notice>
      ) : (
        <Form onSubmit={handleSubmit((form) => enter({ body: { token, ...form } }))} failure={failure}>
          <h2 className="text-lg font-semibold">{t('setup.school')}</h2>
          <TextField
            {...register('school_name')}
            label={t('field.school_name')}
            autoComplete="organization"
            error={errors.school_name && t('invalid.school_name')}
          />
          <SelectField {...register('time_zone')} label={t('field.time_zone')}>
            {zones.map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </SelectField>
          <h2 className="pt-2 text-lg font-semibold">{t('setup.told')}</h2>
          <p className="text-ink-soft">{t('setup.told_text')}</p>
          <ChoiceField
            legend={t('setup.who')}
            choices={[
              { value: 'self', label: t('setup.self') },
              { value: 'guardian', label: t('setup.guardian') },
            ]}
            {...register('consent_policy')}
          />
          <TextAreaField
            {...register('consent_text')}
            label={t('setup.consent_text')}
            rows={8}
            error={errors.consent_text && t('invalid.policy_text')}
          />
          <TextAreaField
            {...register('retention_policy')}
            label={t('setup.retention_policy')}
            rows={8}
            error={errors.retention_policy && t('invalid.policy_text')}
          />
          <h2 className="pt-2 text-lg font-semibold">{t('setup.your_account')}</h2>
          <NameField {...register('name')} error={errors.name && t('invalid.name')} />
          <EmailField {...register('email')} error={errors.email && t('invalid.email')} />
          <NewPasswordField {...register('password')} isWrong={errors.password !== undefined} />
          <Button type="submit" size="large" isBusy={isBusy}>
            {t('setup.submit')}
          </Button>
        </Form>
      )}
    </EntryLayout>
  );
}
