import { ShieldCheck } from 'lucide-react';
import { Link } from 'react-router';
import { OwnCalendar } from '#features/calendar/own-calendar.tsx';
import { DoctorLink } from '#features/doctor/doctor-link.tsx';
import { OwnData } from '#features/privacy/own-data.tsx';
import { linkClasses } from '#features/sign-in/entry-layout.tsx';
import { useMe } from '#features/sign-in/me.ts';
import { appVersion } from '#lib/client.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { DataList } from '#ui/data-list.tsx';
import { Page } from '#ui/page.tsx';
import { InstallLine } from './install-line.tsx';
import { OwnFace } from './own-face.tsx';
import { OwnPasskeys } from './own-passkeys.tsx';
import { OwnPhones } from './own-phones.tsx';
import { OwnPhoto } from './own-photo.tsx';
import { OwnPreferences } from './own-preferences.tsx';
import { SignOut } from './sign-out.tsx';
import { useTexts } from './texts.ts';

export default function AccountPage() {
  const t = useTexts();
  const me = useMe();
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
        <SignOut me={me} />
      </Card>
      <Card title={t('account.security')}>
        <p className="mb-4 text-ink-soft">{t('account.security_text')}</p>
        <ButtonLink to="/account/security" look="secondary" icon={<ShieldCheck className="size-5" />}>
          {t('account.security_link')}
        </ButtonLink>
      </Card>
      <OwnPreferences />
      <OwnCalendar />
      <OwnPhoto />
      {me.role === 'student' && (
        <>
          <OwnFace />
          <OwnPhones />
          <OwnPasskeys />
        </>
      )}
      <OwnData />
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
