import { Camera } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { DoctorLink } from '#features/doctor/doctor-link.tsx';
import { useMe } from '#features/sign-in/me.ts';
import { useBreak } from '#lib/use-break.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Notice } from '#ui/notice.tsx';
import { Result } from '#ui/result.tsx';
import { FailureNotice, LoadingState } from '#ui/states.tsx';
import { enrol, sendShots } from './enrol.ts';
import { type EnrolmentState, setEnrolment, useEnrolment } from './enrolment-store.ts';
import { FaceStage } from './face-stage.tsx';
import { useTexts } from './texts.ts';

/** Five shots: start, take, send, and every way it can end. */
export function ShotsStep({ consentVersion, models }: { consentVersion: number; models: readonly string[] }) {
  const t = useTexts();
  const me = useMe();
  const breakScreen = useBreak();
  const state = useEnrolment();
  const video = useRef<HTMLVideoElement>(null);
  const leaving = useRef<AbortController | null>(null);

  function stop() {
    leaving.current?.abort();
    setEnrolment({ kind: 'ready' });
  }
  useEffect(() => {
    setEnrolment({ kind: 'ready' });
    return () => {
      leaving.current?.abort();
      // Shots that were not sent stay on no phone that is handed on.
      setEnrolment({ kind: 'ready' });
    };
  }, []);

  function makeRun() {
    leaving.current?.abort();
    leaving.current = new AbortController();
    return { personId: me.id, consentVersion, models, signal: leaving.current.signal };
  }
  function start() {
    if (video.current) enrol({ ...makeRun(), video: video.current }).catch(breakScreen);
  }

  const asked = state.kind === 'capturing' && state.guidance === 'good' ? state.step : 'straight';
  const isRunning = state.kind === 'opening' || state.kind === 'capturing';
  return (
    <Card>
      <div hidden={!isRunning}>
        <FaceStage
          video={video}
          instruction={useInstruction(state)}
          taken={state.kind === 'capturing' ? state.taken : 0}
          wanted={state.kind === 'capturing' ? state.wanted : 5}
          isGood={state.kind === 'capturing' && state.guidance === 'good'}
          turn={asked === 'straight' ? null : asked}
          onStop={stop}
          onCamera={start}
        />
      </div>
      {state.kind === 'ready' && (
        <div className="space-y-4 text-center">
          <h2 className="text-xl font-semibold">{t('enrol.ready_title')}</h2>
          <p className="text-ink-soft">{t('enrol.ready_text')}</p>
          <Button size="large" icon={<Camera className="size-6" />} onClick={start}>
            {t('enrol.start')}
          </Button>
        </div>
      )}
      {state.kind === 'sending' && <LoadingState label={t('enrol.sending')} />}
      {state.kind === 'done' && (
        <Result
          look="good"
          title={t('enrol.done_title')}
          actions={
            <ButtonLink size="large" to="/">
              {t('enrol.home')}
            </ButtonLink>
          }
        >
          <p>{t('enrol.done_text')}</p>
        </Result>
      )}
      <Obstacle state={state} onStart={start} />
      {state.kind === 'not_sent' && (
        <div className="space-y-3">
          <FailureNotice
            title={t('enrol.not_sent_title')}
            failure={state.failure}
            {...(state.failure.kind === 'unreachable'
              ? { onRetry: () => void sendShots(makeRun(), state.taken).catch(breakScreen) }
              : {})}
          />
          {state.failure.kind !== 'unreachable' && <Button onClick={start}>{t('enrol.retry')}</Button>}
        </div>
      )}
    </Card>
  );
}

function Obstacle({ state, onStart }: { state: EnrolmentState; onStart: () => void }) {
  const t = useTexts();
  const actions = <Button onClick={onStart}>{t('enrol.retry')}</Button>;
  const home = (
    <ButtonLink look="secondary" to="/">
      {t('enrol.home')}
    </ButtonLink>
  );
  if (state.kind === 'camera_refused') {
    return (
      <Notice
        tone="warn"
        isLive
        title={t(`camera.${state.why}.title`)}
        actions={
          <>
            {actions}
            {home}
            <DoctorLink />
          </>
        }
      >
        <p>{t(`camera.${state.why}.text`)}</p>
        <p className="mt-1">{t('enrol.room_code')}</p>
      </Notice>
    );
  }
  if (state.kind === 'model_refused') {
    return (
      <Notice
        tone="bad"
        isLive
        title={t('model.title')}
        actions={
          <>
            {actions}
            <DoctorLink />
          </>
        }
      >
        {t(`model.${state.why === 'stopped' ? 'crashed' : state.why}`)}
      </Notice>
    );
  }
  if (state.kind === 'not_captured') {
    return (
      <Notice
        tone="warn"
        isLive
        title={t('enrol.not_captured.title')}
        actions={
          <>
            {actions}
            {home}
          </>
        }
      >
        <p>{t(`enrol.not_captured.${state.why}`)}</p>
        <p className="mt-1">{t('enrol.not_captured.way_out')}</p>
        <p className="mt-1">{t('enrol.room_code')}</p>
      </Notice>
    );
  }
  return null;
}

/** Pictures taken when both turns are done. */
const AFTER_TURNS = 3;

function useInstruction(state: EnrolmentState): string | null {
  const t = useTexts();
  if (state.kind !== 'capturing') return null;
  const { guidance, step, taken } = state;
  if (guidance === 'look_straight' && step !== 'straight') return t('pose.less');
  if (guidance !== 'good') return t(`guidance.${guidance}`);
  // After the turns the head has to come back first.
  return step === 'straight' && taken < AFTER_TURNS ? t('guidance.good') : t(`pose.${step}`);
}
