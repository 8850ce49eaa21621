import { setUpSchool } from '@hadir/contract/school.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { Button } from '#ui/button.tsx';
import { SelectField, TextField } from '#ui/field.tsx';
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
    defaultValues: { school_name: '', time_zone: ownZone, name: '', email: '', password: '' },
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
