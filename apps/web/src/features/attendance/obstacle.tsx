import { DoctorLink } from '#features/doctor/doctor-link.tsx';
import { useTexts as useFaceTexts } from '#features/enrolment/texts.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { FailureNotice } from '#ui/states.tsx';
import type { CheckInState } from './check-in-store.ts';
import { useTexts } from './texts.ts';

/** What kept a mark from being made at all, and the ways on. Nothing when nothing did. */
export function Obstacle({
  state,
  sessionId,
  onAgain,
}: {
  state: CheckInState;
  sessionId: string;
  onAgain: () => void;
}) {
  const t = useTexts();
  const face = useFaceTexts();
  if (state.kind === 'failed') {
    return (
      <>
        <FailureNotice title={t('check_in.failed_title')} failure={state.failure} onRetry={onAgain} />
        <DoctorLink />
      </>
    );
  }
  if (state.kind !== 'camera_refused' && state.kind !== 'model_refused') return null;
  const isCamera = state.kind === 'camera_refused';
  return (
    <Notice
      tone="warn"
      isLive
      title={isCamera ? face(`camera.${state.why}.title`) : face('model.title')}
      actions={
        <>
          <Button onClick={onAgain}>{t('check_in.retry')}</Button>
          <ButtonLink look="secondary" to={`/room-code/${sessionId}`}>
            {t('check_in.room_code')}
          </ButtonLink>
          <DoctorLink />
        </>
      }
    >
      {isCamera ? face(`camera.${state.why}.text`) : face(`model.${state.why === 'stopped' ? 'crashed' : state.why}`)}
    </Notice>
  );
}
