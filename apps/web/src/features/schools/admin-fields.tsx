import type { UseFormRegisterReturn } from 'react-hook-form';
import { TextField } from '#ui/field.tsx';
import { useTexts } from './texts.ts';

type Registered = UseFormRegisterReturn & { error: string | undefined };

/** Name and e-mail of who is to look after a school. */
export function AdminFields({ name, email }: { name: Registered; email: Registered }) {
  const t = useTexts();
  return (
    <>
      <TextField label={t('form.adminName')} autoComplete="off" {...name} />
      <TextField type="email" label={t('form.adminEmail')} autoComplete="off" autoCapitalize="none" {...email} />
    </>
  );
}
