import { type SecondStep, signIn } from '@hadir/contract/sign-in.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useSearchParams } from 'react-router';
import { isRefused } from '#lib/failure.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { Notice } from '#ui/notice.tsx';
import { PasswordField } from '#ui/password-field.tsx';
import { EmailField } from './account-fields.tsx';
import { NumberField, SchoolField } from './name-fields.tsx';
import { useTexts as useRecoveryTexts } from './recovery-texts.ts';
import { useTexts } from './texts.ts';
import { useEntry } from './use-entry.ts';

const [ByEmail, ByNumber] = signIn.body.options;
type OnSecondStep = (step: SecondStep['second_step']) => void;

export function EmailAndPassword({ onSecondStep }: { onSecondStep: OnSecondStep }) {
  const t = useTexts();
  const { enter, isBusy, failure } = useEntry(signIn, onSecondStep);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(ByEmail),
    defaultValues: { email: '', password: '' },
  });
  const { errors } = formState;
  return (
    <Form onSubmit={handleSubmit((body) => enter({ body }))} failure={failure}>
      <EmailField {...register('email')} error={errors.email && t('invalid.email')} />
      <PasswordField
        {...register('password')}
        label={t('field.password')}
        autoComplete="current-password"
        error={errors.password && t('invalid.password')}
      />
      <Button type="submit" size="large" isBusy={isBusy}>
        {t('sign_in.submit')}
      </Button>
    </Form>
  );
}

export function NumberAndPassword({ onSecondStep }: { onSecondStep: OnSecondStep }) {
  const t = useTexts();
  const r = useRecoveryTexts();
  const [search] = useSearchParams();
  const { enter, isBusy, failure } = useEntry(signIn, onSecondStep);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(ByNumber),
    defaultValues: { join_code: search.get('code') ?? '', admission_number: '', password: '' },
  });
  const { errors } = formState;
  const isWrong = isRefused(failure, 'sign_in_failed');
  return (
    <Form onSubmit={handleSubmit((body) => enter({ body }))} failure={isWrong ? null : failure}>
      <SchoolField {...register('join_code')} error={errors.join_code && t('invalid.join_code')} />
      <NumberField {...register('admission_number')} error={errors.admission_number && r('invalid_number')} />
      <PasswordField
        {...register('password')}
        label={t('field.password')}
        autoComplete="current-password"
        error={errors.password && t('invalid.password')}
      />
      {isWrong && (
        <Notice tone="bad" isLive>
          {r('number_failed')}
        </Notice>
      )}
      <Button type="submit" size="large" isBusy={isBusy}>
        {t('sign_in.submit')}
      </Button>
    </Form>
  );
}
