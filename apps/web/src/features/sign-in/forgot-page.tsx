import { askPasswordReset } from '@hadir/contract/account-security.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Link } from 'react-router';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { Notice } from '#ui/notice.tsx';
import { Segmented } from '#ui/segmented.tsx';
import { EmailField } from './account-fields.tsx';
import { EntryLayout, linkClasses } from './entry-layout.tsx';
import { useTexts } from './recovery-texts.ts';
import { ResetByCode } from './reset-by-code.tsx';
import { useTexts as useSignInTexts } from './texts.ts';

export default function ForgotPage() {
  const t = useTexts();
  const [by, setBy] = useState<'link' | 'code'>('link');
  return (
    <EntryLayout
      title={t('forgot.title')}
      intro={t('forgot.intro')}
      below={
        <Link to="/sign-in" className={linkClasses}>
          {t('back_to_sign_in')}
        </Link>
      }
    >
      <div className="space-y-4">
        <Segmented
          legend={t('forgot.legend')}
          value={by}
          onChange={setBy}
          segments={[
            { value: 'link', label: t('forgot.by_link') },
            { value: 'code', label: t('forgot.by_code') },
          ]}
        />
        {by === 'link' ? <AskForLink /> : <ResetByCode />}
      </div>
    </EntryLayout>
  );
}

function AskForLink() {
  const t = useTexts();
  const s = useSignInTexts();
  const [isAsked, setIsAsked] = useState(false);
  const ask = useCommand((email: string) => callOrThrow(askPasswordReset, { body: { email } }), {
    onDone: () => setIsAsked(true),
  });
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(askPasswordReset.body),
    defaultValues: { email: '' },
  });
  if (isAsked) {
    return (
      <Notice tone="good" isLive title={t('forgot.asked_title')}>
        {t('forgot.asked')}
      </Notice>
    );
  }
  return (
    <Form onSubmit={handleSubmit(({ email }) => ask.run(email))} failure={ask.failure}>
      <EmailField {...register('email')} error={formState.errors.email && s('invalid.email')} />
      <Button type="submit" size="large" isBusy={ask.isBusy}>
        {t('forgot.ask')}
      </Button>
    </Form>
  );
}
