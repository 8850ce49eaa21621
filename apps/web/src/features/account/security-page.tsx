import { may } from '@hadir/contract/permissions.ts';
import { useMe } from '#features/sign-in/me.ts';
import { BackLink } from '#ui/back-link.tsx';
import { Page } from '#ui/page.tsx';
import { OwnPasskeys } from './own-passkeys.tsx';
import { OwnPassword } from './own-password.tsx';
import { OwnSecondFactor } from './own-second-factor.tsx';
import { OwnSignIns } from './own-sign-ins.tsx';
import { useTexts } from './security-texts.ts';
import { useTexts as useAccountTexts } from './texts.ts';

/** How the account opens, and where it is open. */
export default function SecurityPage() {
  const t = useTexts();
  const a = useAccountTexts();
  const me = useMe();
  return (
    <Page title={t('title')} width="narrow">
      <BackLink to="/account">{a('account.title')}</BackLink>
      {may(me.role, 'second_factor:write') && (
        <>
          <OwnSecondFactor />
          <OwnPasskeys intro={t('passkeys.intro')} none={t('passkeys.none')} />
        </>
      )}
      <OwnPassword />
      <OwnSignIns />
    </Page>
  );
}
