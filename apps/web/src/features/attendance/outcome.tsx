import { useMe } from '#features/sign-in/me.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Result } from '#ui/result.tsx';
import type { ActiveSession } from './active-sessions.ts';
import type { CheckInState } from './check-in-store.ts';
import { canStillCount } from './outbox.ts';
import { resendMarks, useOutbox } from './outbox-store.ts';
import { Refusal } from './refusal.tsx';
import type { MarkOutcome } from './send-mark.ts';
import { useTexts } from './texts.ts';
import { useNow } from './use-now.ts';

/** The end of a check-in, whichever it is. A mark without an answer turns into its answer when that comes. */
export function Outcome({
  finished,
  session,
  onAgain,
  onPhone,
}: {
  finished: Extract<CheckInState, { kind: 'finished' }>;
  session: ActiveSession;
  onAgain: () => void;
  onPhone: () => void;
}) {
  const t = useTexts();
  const { seen, markId } = finished;
  const later = useOutbox(({ results }) => results.find(({ id }) => id === markId)?.outcome);
  const outcome: MarkOutcome = later ?? finished.outcome;

  if (outcome.kind === 'not_sent') return <NotSent markId={markId} session={session} onAgain={onAgain} />;
  if (outcome.kind === 'refused') {
    const { code, next, hint } = outcome;
    return <Refusal {...{ code, next, hint, seen, session, onAgain, onPhone }} />;
  }
  if (outcome.kind !== 'accepted') return <KeptHere outcome={outcome} onAgain={onAgain} />;
  const isPending = outcome.state === 'pending';
  return (
    <Result
      look={isPending ? 'waiting' : 'good'}
      title={t(isPending ? 'result.pending_title' : 'result.present_title')}
      actions={
        <>
          <ButtonLink size="large" to="/">
            {t('result.home')}
          </ButtonLink>
          <ButtonLink look="quiet" to="/history">
            {t('result.history')}
          </ButtonLink>
        </>
      }
    >
      <p>{isPending ? t('result.pending_text') : t('result.present_text', { title: session.title })}</p>
    </Result>
  );
}

/** Without network: kept on this phone, or not even that. */
function KeptHere({
  outcome,
  onAgain,
}: {
  outcome: Exclude<MarkOutcome, { kind: 'accepted' | 'refused' | 'not_sent' }>;
  onAgain: () => void;
}) {
  const t = useTexts();
  const home = (
    <ButtonLink look="quiet" to="/">
      {t('result.home')}
    </ButtonLink>
  );
  if (outcome.kind === 'not_saved') {
    const again = (
      <Button size="large" onClick={onAgain}>
        {t('result.again')}
      </Button>
    );
    return (
      <Result
        look="bad"
        title={t('result.not_saved_title')}
        actions={
          <>
            {outcome.why === 'full' && again}
            {home}
          </>
        }
      >
        <p>{t(`result.not_saved_text.${outcome.why}`)}</p>
      </Result>
    );
  }
  return (
    <Result look="kept" title={t('result.saved_title')} actions={home}>
      <p>{t('result.saved_text')}</p>
    </Result>
  );
}

function NotSent({ markId, session, onAgain }: { markId: string | null; session: ActiveSession; onAgain: () => void }) {
  const t = useTexts();
  const me = useMe();
  const mark = useOutbox(({ marks }) => marks.find(({ id }) => id === markId));
  const now = useNow();
  const pausedS = useOutbox(({ pausedUntil }) => Math.max(0, Math.ceil((pausedUntil - now) / 1000)));
  const isPaused = pausedS > 0;
  const isLate = mark !== undefined && !canStillCount(mark, now);
  const text = mark?.isOnlyHeld ? 'held' : isPaused ? 'paused' : 'not_sent';
  if (isLate) {
    return (
      <Result
        key="late"
        look="bad"
        title={t('result.too_late_title')}
        actions={
          <Button size="large" onClick={onAgain}>
            {t('result.mark_again')}
          </Button>
        }
      >
        <p>{t('result.too_late_text')}</p>
      </Result>
    );
  }
  return (
    <Result
      look="kept"
      title={t(`result.${text}_title`)}
      actions={
        <>
          {isPaused ? (
            <ButtonLink look="secondary" size="large" to={`/room-code/${session.id}`} state={{ session }}>
              {t('result.room_code')}
            </ButtonLink>
          ) : (
            <Button size="large" onClick={() => void resendMarks(me.id)}>
              {t('result.send_now')}
            </Button>
          )}
          <ButtonLink look="quiet" to="/">
            {t('result.home')}
          </ButtonLink>
        </>
      }
    >
      <p>{t(`result.${text}_text`)}</p>
      {isPaused && (
        <p role="timer" className="font-semibold text-ink tabular-nums">
          {t('result.paused_left', { count: pausedS })}
        </p>
      )}
    </Result>
  );
}
