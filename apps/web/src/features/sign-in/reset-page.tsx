import { spendResetLink } from '@hadir/contract/account-security.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Link } from 'react-router';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { Notice } from '#ui/notice.tsx';
import { NewPasswordField } from './account-fields.tsx';
import { EntryLayout, linkClasses } from './entry-layout.tsx';
import { PasswordSet } from './password-set.tsx';
import { useTexts } from './recovery-texts.ts';
import { useLinkToken } from './use-link-token.ts';

export default function ResetPage() {
  const t = useTexts();
  const token = useLinkToken();
  const [isDone, setIsDone] = useState(false);
  const reset = useCommand((body: { token: string; new_password: string }) => callOrThrow(spendResetLink, { body }), {
    onDone: () => setIsDone(true),
  });
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(spendResetLink.body.pick({ new_password: true })),
    defaultValues: { new_password: '' },
  });
  return (
    <EntryLayout
      title={t('reset.title')}
      intro={t('reset.intro')}
      below={
        <Link to="/forgot" className={linkClasses}>
          {t('reset.again')}
        </Link>
      }
    >
      {token === null ? (
        <Notice tone="warn">{t('reset.no_token')}</Notice>
      ) : isDone ? (
        <PasswordSet />
      ) : (
        <Form onSubmit={handleSubmit(({ new_password }) => reset.run({ token, new_password }))} failure={reset.failure}>
          <NewPasswordField {...register('new_password')} isWrong={formState.errors.new_password !== undefined} />
          <Button type="submit" size="large" isBusy={reset.isBusy}>
            {t('reset.submit')}
          </Button>
        </Form>
      )}
    </EntryLayout>
  );
}
