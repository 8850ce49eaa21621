import { signIn } from '@hadir/contract/sign-in.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { Link, Navigate, useSearchParams } from 'react-router';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PasswordField } from '#ui/password-field.tsx';
import { EmailField } from './account-fields.tsx';
import { EntryLayout, linkClasses } from './entry-layout.tsx';
import { meQuery } from './me.ts';
import { useTexts } from './texts.ts';
import { getNext, useEntry } from './use-entry.ts';

export default function SignInPage() {
  const t = useTexts();
  const { data: me } = useQuery(meQuery);
  const [search] = useSearchParams();
  const { enter, isBusy, failure } = useEntry(signIn);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(signIn.body),
    defaultValues: { email: '', password: '' },
  });
  const { errors } = formState;
  if (me) return <Navigate to={getNext(search.get('next'))} replace />;
  return (
    <EntryLayout
      title={t('sign_in.title')}
      intro={t('sign_in.intro')}
      below={
        <>
          {t('sign_in.no_account')}{' '}
          <Link to={{ pathname: '/register', search: search.toString() }} className={linkClasses}>
            {t('sign_in.register')}
          </Link>
        </>
      }
    >
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
    </EntryLayout>
  );
}
