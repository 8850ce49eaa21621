import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { DoctorLink } from '#features/doctor/doctor-link.tsx';
import { useMe } from '#features/sign-in/me.ts';
import { toFailure } from '#lib/failure.ts';
import { Notice } from '#ui/notice.tsx';
import { FailureNotice, LoadingState } from '#ui/states.tsx';
import { phoneKeyQuery } from './phone-key-state.ts';
import { RegisterPhoneCard } from './register-phone-card.tsx';
import { useTexts } from './texts.ts';
import { WaitingPhone } from './waiting-phone.tsx';

/** Lets through when this phone's key is registered and active; otherwise leads there. */
export function PhoneKeyGate({ children }: { children: ReactNode }) {
  const t = useTexts();
  const me = useMe();
  const { data, error, isFetching, refetch } = useQuery(phoneKeyQuery(me.id));
  if (data?.kind === 'active') return children;
  if (data === undefined && error && !isFetching) {
    return <FailureNotice failure={toFailure(error)} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <LoadingState label={t('phone.checking')} />;
  if (data.kind === 'unsupported' || data.kind === 'blocked') {
    return (
      <Notice tone="bad" actions={<DoctorLink />}>
        {t(`phone.${data.kind}`)}
      </Notice>
    );
  }
  if (data.kind === 'waiting') {
    return <WaitingPhone phone={data} isChecking={isFetching} onCheck={() => void refetch()} />;
  }
  return <RegisterPhoneCard why={data.kind} />;
}
