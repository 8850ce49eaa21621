import { changePassword } from '@hadir/contract/account-security.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { NewPasswordField } from '#features/sign-in/account-fields.tsx';
import { useTexts as useSignInTexts } from '#features/sign-in/texts.ts';
import { type CallInput, callOrThrow } from '#lib/api.ts';
import { describeFailure, isRefused } from '#lib/failure.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Form } from '#ui/form.tsx';
import { PasswordField } from '#ui/password-field.tsx';
import { showToast } from '#ui/toast.tsx';
import { signInsQuery } from './security-queries.ts';
import { useTexts } from './security-texts.ts';

const empty = { password: '', new_password: '' };

/** Another password; every other browser is then signed out. */
export function OwnPassword() {
  const t = useTexts();
  const s = useSignInTexts();
  const { register, handleSubmit, formState, reset } = useForm({
    resolver: zodResolver(changePassword.body),
    defaultValues: empty,
  });
  const change = useCommand((input: CallInput<typeof changePassword>) => callOrThrow(changePassword, input), {
    refresh: [signInsQuery.queryKey],
    onDone: () => {
      reset(empty);
      showToast(t('password.changed'));
    },
  });
  const isWrong = isRefused(change.failure, 'password_wrong');
  return (
    <Card title={t('password.title')}>
      <p className="mb-4 text-ink-soft">{t('password.intro')}</p>
      <Form onSubmit={handleSubmit((body) => change.run({ body }))} failure={isWrong ? null : change.failure}>
        <PasswordField
          {...register('password')}
          label={t('password.current')}
          autoComplete="current-password"
          error={
            formState.errors.password
              ? s('invalid.password')
              : isWrong && change.failure
                ? describeFailure(change.failure)
                : undefined
          }
        />
        <NewPasswordField {...register('new_password')} isWrong={formState.errors.new_password !== undefined} />
        <Button type="submit" isBusy={change.isBusy}>
          {t('password.submit')}
        </Button>
      </Form>
    </Card>
  );
}
