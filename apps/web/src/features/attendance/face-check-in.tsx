import type { LivenessStep } from '@hadir/contract/liveness.ts';
import { Camera } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import { FaceStage } from '#features/enrolment/face-stage.tsx';
import { useTexts as useFaceTexts } from '#features/enrolment/texts.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import type { ActiveSession } from './active-sessions.ts';
import { AskingCode } from './asking-code.tsx';
import { type CheckInState, takeTap } from './check-in-store.ts';
import { LivenessHelp } from './liveness-help.tsx';
import { Obstacle } from './obstacle.tsx';
import { Outcome } from './outcome.tsx';
import { PositionLine } from './position-line.tsx';
import { Sending } from './sending.tsx';
import { useTexts } from './texts.ts';
import { useCheckInRun } from './use-check-in.ts';

/** The camera, what to do in front of it, and how it ended. */
export function FaceCheckIn({ session }: { session: ActiveSession }) {
  const t = useTexts();
  const video = useRef<HTMLVideoElement>(null);
  const { state, start, stop, checkPhone } = useCheckInRun(session);

  function begin() {
    if (video.current) start({ kind: 'face', video: video.current });
  }
  // Taken in an effect: a rendering may be thrown away and begun again, and the tap would be gone with it. Before the
  // screen is painted, so that what is ready to start is not shown to whoever has started already.
  useLayoutEffect(() => {
    if (takeTap(session.id) && video.current) start({ kind: 'face', video: video.current });
  }, [session.id, start]);

  const isRunning = state.kind === 'preparing' || state.kind === 'capturing';
  const isLocating = state.kind === 'preparing' && state.canLook && state.position === 'searching';
  const capturing = state.kind === 'capturing' ? state : null;
  const cue = capturing?.cue ?? null;
  return (
    <Card>
      <div hidden={!isRunning} className="space-y-2">
        <FaceStage
          video={video}
          instruction={useInstruction(state)}
          taken={capturing?.taken ?? 0}
          wanted={capturing?.wanted ?? 4}
          isGood={capturing?.guidance === 'good'}
          turn={cue?.phase === 'do' ? sideOf(cue.step) : null}
          help={cue && <LivenessHelp cue={cue} />}
          onStop={stop}
          onCamera={begin}
          otherWay={
            <ButtonLink look="quiet" to={`/room-code/${session.id}`} state={{ session }}>
              {t('home.room_code')}
            </ButtonLink>
          }
        />
        {isRunning && !isLocating && <PositionLine position={state.position} />}
      </div>
      {state.kind === 'ready' && (
        <div className="space-y-4 text-center">
          <h2 className="text-xl font-semibold">{t('check_in.start_title')}</h2>
          <p className="text-ink-soft">{t('check_in.start_text')}</p>
          <Button size="large" icon={<Camera className="size-6" />} onClick={begin}>
            {t('check_in.start')}
          </Button>
          <ButtonLink look="quiet" to={`/room-code/${session.id}`} state={{ session }}>
            {t('check_in.room_code')}
          </ButtonLink>
        </div>
      )}
      {state.kind === 'asking_code' && <AskingCode />}
      {state.kind === 'sending' && <Sending state={state} />}
      <Obstacle state={state} sessionId={session.id} onAgain={begin} />
      {state.kind === 'finished' && <Outcome finished={state} session={session} onAgain={begin} onPhone={checkPhone} />}
    </Card>
  );
}

/** As the person sees it in the mirror of the picture, which is their own side. */
function sideOf(step: LivenessStep): 'left' | 'right' | null {
  if (step === 'turn_left') return 'left';
  return step === 'turn_right' ? 'right' : null;
}

/** One sentence for the person in front of the camera; null while it opens. */
function useInstruction(state: CheckInState): string | null {
  const t = useTexts();
  const face = useFaceTexts();
  if (state.kind === 'capturing') {
    const { cue, guidance } = state;
    const isAlone = guidance !== 'no_face' && guidance !== 'several_faces';
    return cue && isAlone ? t(`liveness.${cue.phase}.${cue.step}`) : face(`guidance.${guidance}`);
  }
  if (state.kind !== 'preparing' || !state.canLook) return null;
  return t(state.position === 'searching' ? 'position.searching' : 'check_in.almost');
}
