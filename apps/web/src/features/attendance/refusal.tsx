import type { NextStep } from '@hadir/contract/attendance.ts';
import type { ErrorCode } from '@hadir/contract/error.ts';
import { applyUpdate } from '#lib/app-update.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Result } from '#ui/result.tsx';
import en from './attendance.en.json';
import type { Seen } from './check-in-store.ts';
import { useTexts } from './texts.ts';

type Told = keyof typeof en.result.refused_title;

export function toTold(code: ErrorCode): Told {
  return Object.keys(en.result.refused_title).includes(code) ? (code as Told) : 'other';
}

/** The same for the explanation, which for a room code depends on whether another try can help. */
function toExplained(code: ErrorCode, next: NextStep): keyof typeof en.result.refused_text {
  return code === 'room_code_invalid' && next === 'tell_teacher' ? 'room_code_too_many' : toTold(code);
}

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
  seen,
  sessionId,
  onAgain,
  onPhone,
}: {
  code: ErrorCode;
  next: NextStep;
  seen: Seen;
  sessionId: string;
  onAgain: () => void;
  /** Back to where this phone is registered or waits. */
  onPhone: () => void;
}) {
  const t = useTexts();
  const told = toTold(code);
  const isDone = code === 'already_marked';
  const canTryAgain = triedAgain.includes(next);
  return (
    <Result
      look={isDone ? 'good' : 'bad'}
      title={t(`result.refused_title.${told}`)}
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
            <ButtonLink look="secondary" size="large" to={`/room-code/${sessionId}`}>
              {t('result.room_code')}
            </ButtonLink>
          )}
          {isDone && (
            <ButtonLink look="secondary" size="large" to="/history">
              {t('result.history')}
            </ButtonLink>
          )}
          <ButtonLink look="quiet" to="/">
            {t('result.home')}
          </ButtonLink>
        </>
      }
    >
      {code === 'face_not_accepted' && seen.capture && seen.capture !== 'captured' && (
        <p className="font-semibold text-ink">{t(`result.seen.${seen.capture}`)}</p>
      )}
      <p>
        {code === 'no_position' && seen.position === 'denied'
          ? t('result.position_denied')
          : t(`result.refused_text.${toExplained(code, next)}`)}
      </p>
    </Result>
  );
}
