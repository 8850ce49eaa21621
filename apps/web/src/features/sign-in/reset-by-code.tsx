import { spendResetCode } from '@hadir/contract/account-security.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { type CallInput, callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { EmailField, NewPasswordField } from './account-fields.tsx';
import { NumberField, SchoolField } from './name-fields.tsx';
import { PasswordSet } from './password-set.tsx';
import { useTexts } from './recovery-texts.ts';
import { useTexts as useSignInTexts } from './texts.ts';
import { type Way, WaysToSignIn } from './ways-to-sign-in.tsx';

const [ByEmail, ByNumber] = spendResetCode.body.options;

/** A new password by the code that a teacher or admin has given. */
export function ResetByCode() {
  const [way, setWay] = useState<Way>('number');
  const [isDone, setIsDone] = useState(false);
  const { run, isBusy, failure } = useCommand(
    (input: CallInput<typeof spendResetCode>) => callOrThrow(spendResetCode, input),
    { onDone: () => setIsDone(true) },
  );
  if (isDone) return <PasswordSet />;
  const shared = { isBusy, failure };
  return (
    <div className="space-y-4">
      <WaysToSignIn way={way} onChange={setWay} />
      {way === 'email' ? (
        <ByEmailForm {...shared} onSend={(body) => run({ body })} />
      ) : (
        <ByNumberForm {...shared} onSend={(body) => run({ body })} />
      )}
    </div>
  );
}

type Sending<B> = Pick<ReturnType<typeof useCommand>, 'isBusy' | 'failure'> & { onSend: (body: B) => void };

function ByEmailForm({ isBusy, failure, onSend }: Sending<(typeof ByEmail)['_output']>) {
  const t = useTexts();
  const s = useSignInTexts();
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(ByEmail),
    defaultValues: { email: '', code: '', new_password: '' },
  });
  const { errors } = formState;
  return (
    <Form onSubmit={handleSubmit(onSend)} failure={failure}>
      <EmailField {...register('email')} error={errors.email && s('invalid.email')} />
      <TextField {...register('code')} {...codeWiring(t('code.label'))} error={errors.code && t('code.needed')} />
      <NewPasswordField {...register('new_password')} isWrong={errors.new_password !== undefined} />
      <Button type="submit" size="large" isBusy={isBusy}>
        {t('reset.submit')}
      </Button>
    </Form>
  );
}

function ByNumberForm({ isBusy, failure, onSend }: Sending<(typeof ByNumber)['_output']>) {
  const t = useTexts();
  const s = useSignInTexts();
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(ByNumber),
    defaultValues: { join_code: '', admission_number: '', code: '', new_password: '' },
  });
  const { errors } = formState;
  return (
    <Form onSubmit={handleSubmit(onSend)} failure={failure}>
      <SchoolField {...register('join_code')} error={errors.join_code && s('invalid.join_code')} />
      <NumberField {...register('admission_number')} error={errors.admission_number && t('invalid_number')} />
      <TextField {...register('code')} {...codeWiring(t('code.label'))} error={errors.code && t('code.needed')} />
      <NewPasswordField {...register('new_password')} isWrong={errors.new_password !== undefined} />
      <Button type="submit" size="large" isBusy={isBusy}>
        {t('reset.submit')}
      </Button>
    </Form>
  );
}

const codeWiring = (label: string) =>
  ({ label, autoComplete: 'off', autoCapitalize: 'characters', spellCheck: false }) as const;
