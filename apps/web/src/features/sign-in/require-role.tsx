import { getMe, type Role } from '@hadir/contract/sign-in.ts';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { Navigate, useLocation } from 'react-router';
import { DoctorLink } from '#features/doctor/doctor-link.tsx';
import { call } from '#lib/api.ts';
import { type Failure, toFailure } from '#lib/failure.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Page } from '#ui/page.tsx';
import { Shell } from '#ui/shell.tsx';
import { FailureNotice, LoadingState } from '#ui/states.tsx';
import { getWayBack, MeContext, meQuery } from './me.ts';
import { useTexts } from './texts.ts';

/** Shows its children to the named roles only. The API judges again; this only spares a dead end. */
export function RequireRole({
  roles,
  unreachable,
  children,
}: {
  roles: readonly Role[];
  /** What can still be said while nobody knows who is signed in. */
  unreachable?: ReactNode;
  children: ReactNode;
}) {
  const t = useTexts();
  const { data: me, error, isFetching, refetch } = useQuery(meQuery);
  const { pathname, search } = useLocation();
  if (me === undefined && error && !isFetching) {
    return (
      <Unreachable failure={toFailure(error)} onRetry={refetch}>
        {unreachable}
      </Unreachable>
    );
  }
  if (me === undefined) return <LoadingState />;
  if (me === null) {
    return <Navigate to={getWayBack(pathname + search)} replace />;
  }
  if (!roles.includes(me.role)) {
    return (
      <Shell nav={[]}>
        <Page title={t('not_for_you.title')} width="narrow">
          <p>{t('not_for_you.text')}</p>
          <ButtonLink to="/">{t('not_for_you.home')}</ButtonLink>
        </Page>
      </Shell>
    );
  }
  return <MeContext value={me}>{children}</MeContext>;
}

/** A server that comes back says nothing: ask again this often, milliseconds. */
const ASK_MS = 5000;

function Unreachable({
  failure,
  onRetry,
  children,
}: {
  failure: Failure;
  onRetry: () => unknown;
  children: ReactNode;
}) {
  const t = useTexts();
  useEffect(() => {
    const timer = setInterval(async () => {
      const answer = await call(getMe, {});
      if (answer.kind !== 'unreachable') onRetry();
    }, ASK_MS);
    return () => clearInterval(timer);
  }, [onRetry]);
  return (
    <Shell nav={[]}>
      <Page title={t('unreachable.title')} width="narrow">
        <FailureNotice failure={failure} onRetry={() => void onRetry()} />
        {children}
        <DoctorLink />
      </Page>
    </Shell>
  );
}
