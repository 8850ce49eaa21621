import type { NextStep, OutsideHint } from '@hadir/contract/attendance.ts';
import type { ErrorCode } from '@hadir/contract/error.ts';
import { DoctorLink } from '#features/doctor/doctor-link.tsx';
import { applyUpdate } from '#lib/app-update.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Result } from '#ui/result.tsx';
import type { ActiveSession } from './active-sessions.ts';
import type { Seen } from './check-in-store.ts';
import { explainRefusal } from './explain-refusal.ts';
import { useTexts } from './texts.ts';

/** Steps that a second try, perhaps after doing as told, can lead to. */
const triedAgain: readonly NextStep[] = [
  'try_again',
  'better_picture',
  'allow_position',
  'move_closer',
  'read_code_again',
  'wait',
];
/** Steps where the code on the teacher's screen is a way on. */
const byRoomCode: readonly NextStep[] = ['better_picture', 'use_room_code', 'enrol'];

/** Why the mark was refused, and the ways on from there. */
export function Refusal({
  code,
  next,
  hint,
  seen,
  session,
  onAgain,
  onPhone,
}: {
  code: ErrorCode;
  next: NextStep;
  /** What the server knows beyond the code. */
  hint: OutsideHint | undefined;
  seen: Seen;
  session: ActiveSession;
  onAgain: () => void;
  /** Back to where this phone is registered or waits. */
  onPhone: () => void;
}) {
  const t = useTexts();
  const { title, text } = explainRefusal(code, next);
  const isDone = code === 'already_marked';
  // The room code is one way on from an uncertain position, a better one another.
  const canTryAgain = triedAgain.includes(next) || code === 'outside_campus';
  return (
    <Result
      look={isDone ? 'good' : 'bad'}
      title={t(`result.refused_title.${title}`)}
      actions={
        <>
          {canTryAgain && (
            <Button size="large" onClick={onAgain}>
              {t('result.again')}
            </Button>
          )}
          {(next === 'enrol' || code === 'face_not_registered') && (
            <ButtonLink size="large" to="/enrol">
              {t('result.enrol')}
            </ButtonLink>
          )}
          {next === 'ask_for_approval' && (
            <Button size="large" onClick={onPhone}>
              {t('result.phone')}
            </Button>
          )}
          {next === 'update' && (
            <Button size="large" onClick={() => void applyUpdate()}>
              {t('result.reload')}
            </Button>
          )}
          {byRoomCode.includes(next) && (
            <ButtonLink look="secondary" size="large" to={`/room-code/${session.id}`} state={{ session }}>
              {t('result.room_code')}
            </ButtonLink>
          )}
          {isDone && (
            <ButtonLink look="secondary" size="large" to="/history">
              {t('result.history')}
            </ButtonLink>
          )}
          {code === 'no_position' && <DoctorLink />}
          <ButtonLink look="quiet" to="/">
            {t('result.home')}
          </ButtonLink>
        </>
      }
    >
      {code === 'face_not_accepted' && seen.capture && seen.capture !== 'captured' && (
        <p className="font-semibold text-ink">{t(`result.seen.${seen.capture}`)}</p>
      )}
      {hint && <p className="font-semibold text-ink">{t(`result.outside.${hint}`)}</p>}
      {code === 'outside_campus' && session.place && <p>{t('result.place', { place: session.place.name })}</p>}
      <p>
        {code === 'no_position' && seen.position === 'denied'
          ? t('result.position_denied')
          : t(`result.refused_text.${text}`)}
      </p>
    </Result>
  );
}
