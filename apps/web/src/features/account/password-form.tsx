import { useState } from 'react';
import { describeFailure, type Failure, isRefused } from '#lib/failure.ts';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { PasswordField } from '#ui/password-field.tsx';
import { useTexts } from './security-texts.ts';

/** The own password again, before something that opens the account. */
export function PasswordForm({
  submitLabel,
  look = 'primary',
  isBusy,
  failure,
  onSubmit,
  onCancel,
}: {
  submitLabel: string;
  look?: 'primary' | 'danger';
  isBusy: boolean;
  failure: Failure | null;
  onSubmit: (password: string) => void;
  onCancel: () => void;
}) {
  const t = useTexts();
  const [password, setPassword] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const isWrong = isRefused(failure, 'password_wrong');
  return (
    <Form
      failure={isWrong ? null : failure}
      onSubmit={(event) => {
        event.preventDefault();
        setIsChecked(true);
        if (password !== '' && !isBusy) onSubmit(password);
      }}
    >
      <PasswordField
        name="password"
        label={t('password.own')}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={
          isChecked && password === ''
            ? t('password.needed')
            : isWrong && failure
              ? describeFailure(failure)
              : undefined
        }
      />
      <FormButtons submitLabel={submitLabel} look={look} isBusy={isBusy} onCancel={onCancel} />
    </Form>
  );
}
