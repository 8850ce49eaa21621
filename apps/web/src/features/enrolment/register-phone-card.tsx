import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { DoctorLink } from '#features/doctor/doctor-link.tsx';
import { useMe } from '#features/sign-in/me.ts';
import { describeFailure, type Failure, isRefused } from '#lib/failure.ts';
import { useBreak } from '#lib/use-break.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Form } from '#ui/form.tsx';
import { Notice } from '#ui/notice.tsx';
import { PasswordField } from '#ui/password-field.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { FaceStage } from './face-stage.tsx';
import { faceTemplateQuery } from './face-template.ts';
import { ownPhonesQuery, phoneKeyQuery } from './phone-key-state.ts';
import { registerPhone } from './register-phone.ts';
import { type LookObstacle, type PhoneLook, registerWithFace } from './register-with-face.ts';
import { useTexts } from './texts.ts';
import { warmFace } from './warm-face.ts';

type Why = 'missing' | 'evicted' | 'lost';

/** Registers this phone: with the password, and with the face where one is enrolled. */
export function RegisterPhoneCard({ why }: { why: Why }) {
  const query = useQuery(faceTemplateQuery);
  return (
    <QueryView query={query}>
      {({ state, models }) => <Registration why={why} needsFace={state !== 'none'} models={models} />}
    </QueryView>
  );
}

type Step = { kind: 'form' } | { kind: 'refused'; failure: Failure } | LookObstacle | PhoneLook;

function Registration({ why, needsFace, models }: { why: Why; needsFace: boolean; models: readonly string[] }) {
  const t = useTexts();
  const me = useMe();
  const queries = useQueryClient();
  const breakScreen = useBreak();
  const ended = useQuery(ownPhonesQuery).data?.next_to_end;
  const video = useRef<HTMLVideoElement>(null);
  const leaving = useRef<AbortController | null>(null);
  const [password, setPassword] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const [step, setStep] = useState<Step>({ kind: 'form' });
  useEffect(() => {
    if (needsFace) warmFace();
    return () => leaving.current?.abort();
  }, [needsFace]);

  async function register() {
    leaving.current?.abort();
    const run = new AbortController();
    leaving.current = run;
    const { signal } = run;
    const onProgress = (look: PhoneLook) => !signal.aborted && setStep(look);
    if (!needsFace) onProgress({ kind: 'sending' });
    try {
      const outcome =
        needsFace && video.current
          ? await registerWithFace({ personId: me.id, password, models, video: video.current, signal, onProgress })
          : await registerPhone(me.id, password);
      // Also for who has left: the phone is registered now.
      if (outcome.kind === 'registered') await queries.invalidateQueries({ queryKey: phoneKeyQuery(me.id).queryKey });
      else if (signal.aborted) return;
      else if ('why' in outcome) setStep(outcome);
      else setStep({ kind: 'refused', failure: outcome });
    } catch (error) {
      if (!signal.aborted) breakScreen(error);
    }
  }
  function stop() {
    leaving.current?.abort();
    setStep({ kind: 'form' });
  }

  const isLooking = step.kind === 'opening' || step.kind === 'capturing';
  const capturing = step.kind === 'capturing' ? step : null;
  const failure = step.kind === 'refused' ? step.failure : null;
  const isWrong = isRefused(failure, 'password_wrong');
  return (
    <Card title={t('phone.title')}>
      <div hidden={!isLooking}>
        <FaceStage
          video={video}
          instruction={capturing && t(`guidance.${capturing.guidance}`)}
          taken={capturing?.taken ?? 0}
          wanted={capturing?.wanted ?? 4}
          isGood={capturing?.guidance === 'good'}
          onStop={stop}
          onCamera={() => void register()}
        />
      </div>
      {!isLooking && (
        <>
          <p className="mb-4 text-ink-soft">{t(`phone.${why === 'missing' ? 'why' : why}`)}</p>
          {ended && <p className="mb-4">{t('phone.replaces', { label: ended })}</p>}
          {needsFace && <p className="mb-4 text-ink-soft">{t('phone.needs_face')}</p>}
          <Obstacle step={step} />
          <Form
            failure={isWrong ? null : failure}
            onSubmit={(event) => {
              event.preventDefault();
              setIsMissing(password === '');
              if (password !== '' && step.kind !== 'sending') void register();
            }}
          >
            <input type="hidden" name="username" autoComplete="username" value={me.email ?? ''} />
            <PasswordField
              name="password"
              label={t('phone.password')}
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
              error={
                isMissing ? t('phone.password_missing') : isWrong && failure ? describeFailure(failure) : undefined
              }
            />
            <Button type="submit" size="large" isBusy={step.kind === 'sending'}>
              {t('phone.submit')}
            </Button>
          </Form>
        </>
      )}
    </Card>
  );
}

function Obstacle({ step }: { step: Step }) {
  const t = useTexts();
  const words =
    step.kind === 'camera_refused'
      ? { title: t(`camera.${step.why}.title`), text: t(`camera.${step.why}.text`) }
      : step.kind === 'model_refused'
        ? { title: t('model.title'), text: t(`model.${step.why === 'stopped' ? 'crashed' : step.why}`) }
        : step.kind === 'not_captured'
          ? { title: t('enrol.not_captured.title'), text: t(`enrol.not_captured.${step.why}`) }
          : null;
  if (words === null) return null;
  return (
    <Notice
      tone="warn"
      isLive
      title={words.title}
      className="mb-4"
      actions={
        <>
          <ButtonLink look="secondary" to="/account">
            {t('phone.account')}
          </ButtonLink>
          <DoctorLink />
        </>
      }
    >
      <p>{words.text}</p>
      <p className="mt-1">{t('phone.no_camera')}</p>
    </Notice>
  );
}
