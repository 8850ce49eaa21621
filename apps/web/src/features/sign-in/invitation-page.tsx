import { acceptInvitation } from '@hadir/contract/people.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { Notice } from '#ui/notice.tsx';
import { NewPasswordField } from './account-fields.tsx';
import { EntryLayout } from './entry-layout.tsx';
import { useTexts } from './texts.ts';
import { useEntry } from './use-entry.ts';
import { useLinkToken } from './use-link-token.ts';

export default function InvitationPage() {
  const t = useTexts();
  const token = useLinkToken();
  const { enter, isBusy, failure } = useEntry(acceptInvitation);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(acceptInvitation.body.pick({ password: true })),
    defaultValues: { password: '' },
  });
  return (
    <EntryLayout title={t('invitation.title')} intro={t('invitation.intro')}>
      {token === null ? (
        <Notice tone="warn">{t('invitation.no_token')}</Notice>
      ) : (
        <Form onSubmit={handleSubmit(({ password }) => enter({ body: { token, password } }))} failure={failure}>
          <NewPasswordField {...register('password')} isWrong={formState.errors.password !== undefined} />
          <Button type="submit" size="large" isBusy={isBusy}>
            {t('invitation.submit')}
          </Button>
        </Form>
      )}
    </EntryLayout>
  );
}
