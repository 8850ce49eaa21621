import { useQueryClient } from '@tanstack/react-query';
import { Navigate } from 'react-router';
import { meQuery, useMe } from '#features/sign-in/me.ts';
import { Card } from '#ui/card.tsx';
import { Page } from '#ui/page.tsx';
import { Shell } from '#ui/shell.tsx';
import { OwnPasskeys } from './own-passkeys.tsx';
import { OwnSecondFactor } from './own-second-factor.tsx';
import { useTexts } from './security-texts.ts';
import { SignOut } from './sign-out.tsx';

/** The school asks its staff for a second factor: nothing else opens before there is one. */
export default function SecondFactorPage() {
  const t = useTexts();
  const me = useMe();
  const queries = useQueryClient();
  const askAgain = () => void queries.invalidateQueries({ queryKey: meQuery.queryKey });
  if (!me.lacks_second_factor) return <Navigate to="/" replace />;
  return (
    <Shell nav={[]}>
      <Page title={t('required.title')} intro={t('required.intro')} width="narrow">
        <OwnSecondFactor onAdded={askAgain} />
        <OwnPasskeys intro={t('passkeys.intro')} none={t('passkeys.none')} onAdded={askAgain} />
        <Card>
          <SignOut me={me} />
        </Card>
      </Page>
    </Shell>
  );
}
