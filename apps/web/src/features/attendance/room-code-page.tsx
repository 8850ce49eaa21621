import { type FormEvent, useState } from 'react';
import { PhoneKeyGate } from '#features/enrolment/phone-key-gate.tsx';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { controlClasses, Field } from '#ui/field.tsx';
import type { ActiveSession } from './active-sessions.ts';
import { Obstacle } from './obstacle.tsx';
import { Outcome } from './outcome.tsx';
import { Sending } from './sending.tsx';
import { SessionScreen } from './session-screen.tsx';
import { useTexts } from './texts.ts';
import { useCheckInRun } from './use-check-in.ts';

export default function RoomCodePage() {
  const t = useTexts();
  return (
    <SessionScreen title={t('room_code.title')}>
      {(session) => (
        <PhoneKeyGate>
          <RoomCode session={session} />
        </PhoneKeyGate>
      )}
    </SessionScreen>
  );
}

/** The way that needs no face. */
function RoomCode({ session }: { session: ActiveSession }) {
  const t = useTexts();
  const { state, start, stop, checkPhone } = useCheckInRun(session);
  const [code, setCode] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  function submit(event?: FormEvent) {
    event?.preventDefault();
    const isComplete = /^\d{6}$/.test(code);
    setIsWrong(!isComplete);
    if (isComplete) start({ kind: 'room_code', code });
  }
  function typeAgain() {
    setCode('');
    stop();
  }
  return (
    <Card>
      {state.kind === 'ready' && (
        <form onSubmit={submit} noValidate className="space-y-4">
          <p className="text-ink-soft">{t('room_code.intro')}</p>
          <Field label={t('room_code.label')} error={isWrong ? t('room_code.invalid') : undefined}>
            {(wiring) => (
              <input
                {...wiring}
                className={`${controlClasses} text-center font-mono text-3xl tracking-[0.3em]`}
                value={code}
                onChange={(event) => setCode(event.target.value.replace(/\D/g, '').slice(0, 6))}
                inputMode="numeric"
                autoComplete="one-time-code"
                dir="ltr"
              />
            )}
          </Field>
          <Button type="submit" size="large">
            {t('room_code.submit')}
          </Button>
        </form>
      )}
      {(state.kind === 'preparing' || state.kind === 'sending') && <Sending state={state} />}
      <Obstacle state={state} sessionId={session.id} onAgain={() => submit()} />
      {state.kind === 'finished' && (
        <Outcome finished={state} session={session} onAgain={typeAgain} onPhone={checkPhone} />
      )}
    </Card>
  );
}
