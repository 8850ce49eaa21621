import { signOut } from '@hadir/contract/sign-in.ts';
import { useMutation } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { Link } from 'react-router';
import { DoctorLink } from '#features/doctor/doctor-link.tsx';
import { linkClasses } from '#features/sign-in/entry-layout.tsx';
import { useMe } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { appVersion } from '#lib/client.ts';
import { isRefused, toFailure } from '#lib/failure.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { DataList } from '#ui/data-list.tsx';
import { Page } from '#ui/page.tsx';
import { FailureNotice } from '#ui/states.tsx';
import { InstallLine } from './install-line.tsx';
import { leaveAccount } from './leave-account.ts';
import { OwnFace } from './own-face.tsx';
import { OwnPasskeys } from './own-passkeys.tsx';
import { OwnPhones } from './own-phones.tsx';
import { OwnPhoto } from './own-photo.tsx';
import { OwnPreferences } from './own-preferences.tsx';
import { useTexts } from './texts.ts';

export default function AccountPage() {
  const t = useTexts();
  const me = useMe();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => callOrThrow(signOut, {}),
    onSuccess: leaveAccount,
    onError: (error) => void (isRefused(toFailure(error), 'not_signed_in') && leaveAccount()),
  });
  return (
    <Page title={t('account.title')} width="narrow">
      <Card title={t('account.you')}>
        <DataList
          items={[
            { name: t('account.name'), value: me.name },
            ...(me.email ? [{ name: t('account.email'), value: me.email }] : []),
            { name: t('account.role'), value: t(`role.${me.role}`) },
            { name: t('account.school'), value: me.school.name },
          ]}
        />
        <div className="mt-5 space-y-3 border-t border-line pt-5">
          {error && <FailureNotice failure={toFailure(error)} />}
          {me.role === 'student' && <p className="text-sm text-ink-soft">{t('account.sign_out_text')}</p>}
          <Button look="secondary" icon={<LogOut className="size-5" />} isBusy={isPending} onClick={() => mutate()}>
            {t('account.sign_out')}
          </Button>
        </div>
      </Card>
      <OwnPreferences />
      <OwnPhoto />
      {me.role === 'student' && (
        <>
          <OwnFace />
          <OwnPhones />
          <OwnPasskeys />
        </>
      )}
      <p className="text-center">
        <Link className={linkClasses} to="/policies">
          {t('policies.link')}
        </Link>
      </p>
      <InstallLine />
      <div className="text-center">
        <DoctorLink />
      </div>
      <p className="text-center text-sm text-ink-soft">
        {t('account.version')} {appVersion}
      </p>
    </Page>
  );
}
