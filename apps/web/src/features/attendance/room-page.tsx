import { readRoomHash } from '@hadir/contract/room-code.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Navigate, useLocation, useNavigate } from 'react-router';
import { meQuery } from '#features/sign-in/me.ts';
import { type Failure, isRefused } from '#lib/failure.ts';
import { useBreak } from '#lib/use-break.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Page } from '#ui/page.tsx';
import { Result } from '#ui/result.tsx';
import { Shell } from '#ui/shell.tsx';
import { FailureNotice, LoadingState } from '#ui/states.tsx';
import { findAnyReceipt, redeemScan } from './room-receipt.ts';
import { useTexts } from './texts.ts';

type Redeeming = { kind: 'asking' } | { kind: 'kept' } | { kind: 'failed'; failure: Failure };

/** Where a scanned room code leads, also before signing in: the scan becomes a receipt at once. */
export default function RoomPage() {
  const t = useTexts();
  const { hash, pathname } = useLocation();
  const navigate = useNavigate();
  const [scan] = useState(() => readRoomHash(hash));
  const [earlier] = useState(() => (scan === null ? findAnyReceipt() : null));
  const { state, retry } = useRedeeming(scan);
  const sessionId = earlier?.sessionId ?? (state.kind === 'kept' ? scan?.sessionId : undefined);
  useEffect(() => {
    // A code that has been traded is of no use in the history.
    if (state.kind === 'kept') void navigate(pathname, { replace: true });
  }, [state.kind, pathname, navigate]);
  return (
    <Shell nav={[]}>
      <Page title={t('scan.title')} width="narrow">
        {sessionId !== undefined ? (
          <Onward sessionId={sessionId} />
        ) : scan === null || (state.kind === 'failed' && isRefused(state.failure, 'room_code_invalid')) ? (
          <Result
            look="bad"
            title={t('scan.over_title')}
            actions={<ButtonLink to="/">{t('check_in.home')}</ButtonLink>}
          >
            <p>{t('scan.over_text')}</p>
          </Result>
        ) : state.kind === 'failed' ? (
          <FailureNotice failure={state.failure} onRetry={retry} />
        ) : (
          <LoadingState label={t('scan.checking')} />
        )}
      </Page>
    </Shell>
  );
}

function useRedeeming(scan: ReturnType<typeof readRoomHash>) {
  const [state, setState] = useState<Redeeming>({ kind: 'asking' });
  const [round, setRound] = useState(0);
  const breakScreen = useBreak();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(() => {
    if (scan === null) return;
    const leaving = new AbortController();
    setState({ kind: 'asking' });
    redeemScan(scan, leaving.signal)
      .then((answer) => {
        if (!leaving.signal.aborted)
          setState(answer.kind === 'ok' ? { kind: 'kept' } : { kind: 'failed', failure: answer });
      })
      .catch((error: unknown) => {
        if (!leaving.signal.aborted) breakScreen(error);
      });
    return () => leaving.abort();
  }, [scan, round, breakScreen]);
  return { state, retry: () => setRound((before) => before + 1) };
}

/** Signed in: straight to the mark. Otherwise there are three minutes to become so. */
function Onward({ sessionId }: { sessionId: string }) {
  const t = useTexts();
  const me = useQuery(meQuery);
  const path = `/room-code/${sessionId}`;
  if (me.data) return <Navigate to={path} replace />;
  if (me.isPending) return <LoadingState />;
  const next = new URLSearchParams({ next: path }).toString();
  return (
    <Result
      look="good"
      title={t('scan.kept_title')}
      actions={
        <>
          <ButtonLink size="large" to={{ pathname: '/sign-in', search: next }}>
            {t('scan.sign_in')}
          </ButtonLink>
          <ButtonLink size="large" look="secondary" to={{ pathname: '/register', search: next }}>
            {t('scan.register')}
          </ButtonLink>
        </>
      }
    >
      <p>{t('scan.kept_text')}</p>
    </Result>
  );
}
