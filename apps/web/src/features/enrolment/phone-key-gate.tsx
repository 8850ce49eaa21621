import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useMe } from '#features/sign-in/me.ts';
import { CallFailed, describeFailure, type Failure, isRefused, toFailure } from '#lib/failure.ts';
import { formatDayTime } from '#lib/format.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Form } from '#ui/form.tsx';
import { Notice } from '#ui/notice.tsx';
import { PasswordField } from '#ui/password-field.tsx';
import { FailureNotice, LoadingState } from '#ui/states.tsx';
import { type PhoneKeyState, phoneKeyQuery } from './phone-key-state.ts';
import { registerPhone } from './register-phone.ts';
import { useTexts } from './texts.ts';

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
    return <Notice tone="bad">{t(`phone.${data.kind}`)}</Notice>;
  }
  if (data.kind === 'waiting') {
    return (
      <Notice
        tone="warn"
        isLive
        title={t('phone.waiting_title')}
        actions={
          <Button look="secondary" isBusy={isFetching} onClick={() => void refetch()}>
            {t('phone.check')}
          </Button>
        }
      >
        <p>{t('phone.waiting')}</p>
        <p className="mt-1 text-sm">
          {t('phone.waiting_which', { label: data.label, at: formatDayTime(data.registeredAt, me.school.time_zone) })}
        </p>
      </Notice>
    );
  }
  return <RegisterPhone state={data.kind} />;
}

function RegisterPhone({ state }: { state: Extract<PhoneKeyState['kind'], 'missing' | 'lost'> }) {
  const t = useTexts();
  const me = useMe();
  const queries = useQueryClient();
  const [password, setPassword] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      const answer = await registerPhone(me.id, password);
      if (answer.kind !== 'registered') throw new CallFailed(answer);
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: phoneKeyQuery(me.id).queryKey }),
  });
  const failure: Failure | null = error ? toFailure(error) : null;
  const isWrong = isRefused(failure, 'password_wrong');
  return (
    <Card title={t('phone.title')}>
      <p className="mb-4 text-ink-soft">{t(state === 'lost' ? 'phone.lost' : 'phone.why')}</p>
      <Form
        failure={isWrong ? null : failure}
        onSubmit={(event) => {
          event.preventDefault();
          setIsMissing(password === '');
          if (password !== '') mutate();
        }}
      >
        <input type="hidden" name="username" autoComplete="username" value={me.email ?? ''} />
        <PasswordField
          name="password"
          label={t('phone.password')}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          error={isMissing ? t('phone.password_missing') : isWrong && failure ? describeFailure(failure) : undefined}
        />
        <Button type="submit" size="large" isBusy={isPending}>
          {t('phone.submit')}
        </Button>
      </Form>
    </Card>
  );
}
