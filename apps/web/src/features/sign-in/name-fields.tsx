import type { UseFormRegisterReturn } from 'react-hook-form';
import { TextField } from '#ui/field.tsx';
import { useTexts } from './recovery-texts.ts';
import { useTexts as useSignInTexts } from './texts.ts';

type Registered = UseFormRegisterReturn & { error: string | undefined };

/** The school, by its join code. */
export function SchoolField(props: Registered) {
  const t = useTexts();
  const s = useSignInTexts();
  return (
    <TextField
      {...props}
      label={s('field.join_code')}
      hint={t('school_hint')}
      autoComplete="organization"
      autoCapitalize="characters"
      spellCheck={false}
    />
  );
}

/** The number by which the school knows a student; password keepers know it as the user name. */
export function NumberField(props: Registered) {
  const t = useTexts();
  return (
    <TextField {...props} label={t('number')} autoComplete="username" autoCapitalize="characters" spellCheck={false} />
  );
}
