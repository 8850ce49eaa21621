import type { Permission } from '@hadir/contract/permissions.ts';
import { Outlet } from 'react-router';
import { ButtonLink } from '#ui/button.tsx';
import { Page } from '#ui/page.tsx';
import { useMay } from './me.ts';
import { useTexts } from './texts.ts';

/** Shows the screens below it to those who have the permission. The API judges again; this only spares a dead end. */
export function RequirePermission({ permission }: { permission: Permission }) {
  const t = useTexts();
  if (useMay(permission)) return <Outlet />;
  return (
    <Page title={t('not_for_you.title')} width="narrow">
      <p>{t('not_for_you.text')}</p>
      <ButtonLink to="/">{t('not_for_you.home')}</ButtonLink>
    </Page>
  );
}
