import type { UseFormRegisterReturn } from 'react-hook-form';
import { TextField } from '#ui/field.tsx';
import { PasswordField } from '#ui/password-field.tsx';
import { useTexts } from './texts.ts';

type Registered = UseFormRegisterReturn & { error: string | undefined };

/** The e-mail by which a person signs in; password keepers know it as the user name. */
export function EmailField(props: Registered) {
  const t = useTexts();
  return <TextField {...props} type="email" label={t('field.email')} autoComplete="username" autoCapitalize="none" />;
}

/** The name of a new account. */
export function NameField({ hint, ...props }: Registered & { hint?: string }) {
  const t = useTexts();
  return <TextField {...props} {...(hint ? { hint } : {})} label={t('field.name')} autoComplete="name" />;
}

/** The password of a new account. */
export function NewPasswordField({ isWrong, ...props }: UseFormRegisterReturn & { isWrong: boolean }) {
  const t = useTexts();
  return (
    <PasswordField
      {...props}
      label={t('field.new_password')}
      hint={t('field.password_hint')}
      autoComplete="new-password"
      error={isWrong ? t('invalid.new_password') : undefined}
    />
  );
}
