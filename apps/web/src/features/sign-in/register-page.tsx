import { register as registration } from '@hadir/contract/sign-in.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { Link, useSearchParams } from 'react-router';
import { isRefused } from '#lib/failure.ts';
import { Button } from '#ui/button.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { EmailField, NameField, NewPasswordField } from './account-fields.tsx';
import { EntryLayout, linkClasses } from './entry-layout.tsx';
import { useTexts } from './texts.ts';
import { useEntry } from './use-entry.ts';

export default function RegisterPage() {
  const t = useTexts();
  const [search] = useSearchParams();
  const { enter, isBusy, failure } = useEntry(registration);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(registration.body),
    defaultValues: { join_code: search.get('code') ?? '', name: '', email: '', password: '' },
  });
  const { errors } = formState;
  const isTaken = isRefused(failure, 'already_exists');
  const isCodeWrong = isRefused(failure, 'join_code_invalid');
  return (
    <EntryLayout
      title={t('register.title')}
      intro={t('register.intro')}
      below={
        <>
          {t('register.have_account')}{' '}
          <Link to="/sign-in" className={linkClasses}>
            {t('register.sign_in')}
          </Link>
        </>
      }
    >
      <Form onSubmit={handleSubmit((body) => enter({ body }))} failure={isTaken ? null : failure}>
        <TextField
          {...register('join_code')}
          label={t('field.join_code')}
          hint={t('field.join_code_hint')}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          error={errors.join_code || isCodeWrong ? t('invalid.join_code') : undefined}
        />
        <NameField {...register('name')} hint={t('field.name_hint')} error={errors.name && t('invalid.name')} />
        <EmailField
          {...register('email')}
          error={errors.email ? t('invalid.email') : isTaken ? t('register.taken') : undefined}
        />
        <NewPasswordField {...register('password')} isWrong={errors.password !== undefined} />
        <Button type="submit" size="large" isBusy={isBusy}>
          {t('register.submit')}
        </Button>
      </Form>
    </EntryLayout>
  );
}
