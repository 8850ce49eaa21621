import { getMe } from '@hadir/contract/sign-in.ts';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import { DoctorLink } from '#features/doctor/doctor-link.tsx';
import { call } from '#lib/api.ts';
import { type Failure, toFailure } from '#lib/failure.ts';
import { Page } from '#ui/page.tsx';
import { Shell } from '#ui/shell.tsx';
import { FailureNotice, LoadingState } from '#ui/states.tsx';
import { getWayBack, MeContext, meQuery } from './me.ts';
import { useTexts } from './texts.ts';

/** Shows its children to whoever is signed in, and leads everybody else to the sign-in. */
export function RequireSignIn({
  unreachable,
  isHeld = false,
  children,
}: {
  /** Something goes on in `unreachable` that an answer of the server must not sweep away. */
  isHeld?: boolean;
  /** What can still be said while nobody knows who is signed in. */
  unreachable?: ReactNode;
  children: ReactNode;
}) {
  const { data: me, error, refetch } = useQuery(meQuery);
  // Asking again forgets the error at once; what is shown instead of the screen stays until there is an answer.
  const [lastError, setLastError] = useState<Error | null>(null);
  if (error && me === undefined && error !== lastError) setLastError(error);
  if (me !== undefined && lastError && !isHeld) setLastError(null);
  const { pathname, search } = useLocation();
  if (lastError && (me === undefined || isHeld)) {
    return (
      <Unreachable failure={isHeld ? null : toFailure(lastError)} onRetry={refetch}>
        {unreachable}
      </Unreachable>
    );
  }
  if (me === undefined) return <LoadingState />;
  if (me === null) {
    return <Navigate to={getWayBack(pathname + search)} replace />;
  }
  // The API opens nothing else before; this spares a screen full of refusals.
  if (me.lacks_second_factor && pathname !== secureAccountPath) return <Navigate to={secureAccountPath} replace />;
  const stoppedPath = `/schools/${me.school.id}/destruction`;
  if (me.school.is_stopped && pathname !== stoppedPath && pathname !== secureAccountPath) {
    return <Navigate to={stoppedPath} replace />;
  }
  return <MeContext value={me}>{children}</MeContext>;
}

/** Where staff are led whose school asks for a second factor. */
export const secureAccountPath = '/second-factor';

/** A server that comes back says nothing: ask again this often, milliseconds. */
const ASK_MS = 5000;

function Unreachable({
  failure,
  onRetry,
  children,
}: {
  /** Null while something else on the screen has the word. */
  failure: Failure | null;
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
        {failure && <FailureNotice failure={failure} onRetry={() => void onRetry()} />}
        {children}
        <DoctorLink />
      </Page>
    </Shell>
  );
}
