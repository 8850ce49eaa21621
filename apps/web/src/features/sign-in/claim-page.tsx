import { claimAccount } from '@hadir/contract/account-security.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { Link } from 'react-router';
import { z } from 'zod';
import { isRefused } from '#lib/failure.ts';
import { Button } from '#ui/button.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { NewPasswordField } from './account-fields.tsx';
import { EntryLayout, linkClasses } from './entry-layout.tsx';
import { NumberField } from './name-fields.tsx';
import { useTexts } from './recovery-texts.ts';
import { useTexts as useSignInTexts } from './texts.ts';
import { useEntry } from './use-entry.ts';
import { useLinkToken } from './use-link-token.ts';

/** An empty field says that there is no e-mail. */
const Claim = claimAccount.body.extend({ email: claimAccount.body.shape.email.or(z.literal('')) });

/** A student with a printed code makes the school's record the own account. */
export default function ClaimPage() {
  const t = useTexts();
  const s = useSignInTexts();
  const code = useLinkToken();
  const { enter, isBusy, failure } = useEntry(claimAccount);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(Claim),
    defaultValues: { code: code ?? '', admission_number: '', email: '', password: '' },
  });
  const { errors } = formState;
  const isTaken = isRefused(failure, 'already_exists');
  return (
    <EntryLayout
      title={t('claim.title')}
      intro={t('claim.intro')}
      below={
        <Link to="/sign-in" className={linkClasses}>
          {t('back_to_sign_in')}
        </Link>
      }
    >
      <Form
        onSubmit={handleSubmit(({ email, ...rest }) => enter({ body: { ...rest, ...(email ? { email } : {}) } }))}
        failure={isTaken ? null : failure}
      >
        <TextField
          {...register('code')}
          label={t('claim.code')}
          hint={t('claim.code_hint')}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          error={errors.code && t('code.needed')}
        />
        <NumberField {...register('admission_number')} error={errors.admission_number && t('invalid_number')} />
        <TextField
          {...register('email')}
          type="email"
          label={s('field.email')}
          hint={t('claim.email_hint')}
          isOptional
          autoComplete="email"
          autoCapitalize="none"
          error={errors.email ? s('invalid.email') : isTaken ? s('register.taken') : undefined}
        />
        <NewPasswordField {...register('password')} isWrong={errors.password !== undefined} />
        <Button type="submit" size="large" isBusy={isBusy}>
          {t('claim.submit')}
        </Button>
      </Form>
    </EntryLayout>
  );
}
