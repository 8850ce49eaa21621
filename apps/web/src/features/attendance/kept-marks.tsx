import { useEffect } from 'react';
import { useMe } from '#features/sign-in/me.ts';
import { formatDayTime } from '#lib/format.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { explainRefusal } from './explain-refusal.ts';
import { canStillCount, type JudgedMark, type Judgement, type KeptMark } from './outbox.ts';
import { dismissMark, readOutbox, resendMarks, useOutbox } from './outbox-store.ts';
import { SavedMark } from './saved-mark.tsx';
import { useTexts } from './texts.ts';
import { useNow } from './use-now.ts';

/** What became of the person's marks that had no answer at first. */
export function KeptMarks() {
  const me = useMe();
  const { marks, results, pausedUntil } = useOutbox();
  const now = useNow();
  return (
    <>
      {results
        .filter(({ personId }) => personId === me.id)
        .map((judged) => (
          <SentLater key={judged.id} judged={judged} />
        ))}
      {marks
        .filter(({ personId }) => personId === me.id)
        .map((mark) =>
          mark.offline ? (
            <SavedMark key={mark.id} mark={mark} />
          ) : canStillCount(mark, now) ? (
            <Waiting key={mark.id} mark={mark} isPaused={now < pausedUntil} />
          ) : (
            <Unknown key={mark.id} mark={mark} />
          ),
        )}
    </>
  );
}

function Waiting({ mark, isPaused }: { mark: KeptMark; isPaused: boolean }) {
  const t = useTexts();
  if (mark.isOnlyHeld) {
    return (
      <Notice tone="warn" isLive title={t('outbox.held_title')} actions={!isPaused && <SendNow mark={mark} />}>
        {t('outbox.held', { title: mark.sessionTitle })}
      </Notice>
    );
  }
  return (
    <Notice tone="info" isLive title={t('outbox.kept_title')} actions={!isPaused && <SendNow mark={mark} />}>
      {t(isPaused ? 'outbox.paused' : 'outbox.kept', { title: mark.sessionTitle })}
    </Notice>
  );
}

/** It cannot count any more, yet an earlier sending may have arrived with its answer lost. */
function Unknown({ mark }: { mark: KeptMark }) {
  const t = useTexts();
  return (
    <Notice
      tone="warn"
      isLive
      title={t('outbox.unknown_title')}
      actions={
        <>
          <SendNow mark={mark} />
          <Dismiss id={mark.id} label={t('outbox.forget')} />
        </>
      }
    >
      {t('outbox.unknown', { title: mark.sessionTitle })}
    </Notice>
  );
}

function SentLater({ judged }: { judged: JudgedMark }) {
  const t = useTexts();
  const { id, sessionTitle: title, outcome, capturedAt } = judged;
  const dismiss = <Dismiss id={id} label={t('outbox.dismiss')} />;
  if (outcome.kind === 'unreadable') {
    return (
      <Notice tone="bad" isLive title={t('outbox.unreadable_title')} actions={dismiss}>
        {t('outbox.unreadable')}
      </Notice>
    );
  }
  if (outcome.kind === 'accepted' || outcome.code === 'already_marked') {
    return (
      <Notice tone="good" isLive title={t('outbox.accepted_title')} actions={dismiss}>
        {t(capturedAt && outcome.kind === 'accepted' ? 'outbox.accepted_pending' : 'outbox.accepted', { title })}
      </Notice>
    );
  }
  if (capturedAt) return <DeadLetter judged={judged} capturedAt={capturedAt} outcome={outcome} />;
  const isLate = outcome.code === 'challenge_invalid';
  return (
    <Notice
      tone={isLate ? 'warn' : 'bad'}
      isLive
      title={t(isLate ? 'outbox.late_title' : 'outbox.refused_title')}
      actions={
        <>
          {dismiss}
          <ButtonLink look="quiet" to="/history">
            {t('outbox.history')}
          </ButtonLink>
        </>
      }
    >
      {isLate
        ? t('outbox.late', { title })
        : t('outbox.refused', {
            title,
            why: t(`result.refused_text.${explainRefusal(outcome.code, outcome.next).text}`),
          })}
    </Notice>
  );
}

/** A mark without network that did not count: nobody can repeat it, so it says who can help. */
function DeadLetter({
  judged: { id, sessionTitle: title },
  capturedAt,
  outcome: { code, next },
}: {
  judged: JudgedMark;
  capturedAt: string;
  outcome: Extract<Judgement, { kind: 'refused' }>;
}) {
  const t = useTexts();
  const me = useMe();
  const time = formatDayTime(capturedAt, me.school.time_zone);
  const told =
    code === 'challenge_invalid' ||
    code === 'session_inactive' ||
    code === 'device_not_recognised' ||
    code === 'chain_broken' ||
    code === 'already_decided';
  return (
    <Notice
      tone="bad"
      isLive
      title={t('outbox.dead_title')}
      actions={
        <>
          <Dismiss id={id} label={t('outbox.dismiss')} />
          <ButtonLink look="quiet" to="/history">
            {t('outbox.history')}
          </ButtonLink>
        </>
      }
    >
      {t('outbox.dead', {
        ...{ title, time },
        why: told ? t(`outbox.dead_why.${code}`) : t(`result.refused_text.${explainRefusal(code, next).text}`),
      })}
    </Notice>
  );
}

function SendNow({ mark }: { mark: KeptMark }) {
  const t = useTexts();
  return (
    <Button look="secondary" onClick={() => void resendMarks(mark.personId)}>
      {t('outbox.send_now')}
    </Button>
  );
}

function Dismiss({ id, label }: { id: string; label: string }) {
  return (
    <Button look="secondary" onClick={() => void dismissMark(id)}>
      {label}
    </Button>
  );
}

/** For the screen that could not find out who is signed in: that something is kept, and no more. */
export function KeptMarksOfAnybody() {
  const t = useTexts();
  const isKept = useOutbox(({ marks }) => marks.length > 0);
  // A browser that keeps nothing has nothing to tell here.
  useEffect(() => void readOutbox().catch(() => undefined), []);
  if (!isKept) return null;
  return (
    <Notice tone="info" title={t('outbox.kept_title')}>
      {t('outbox.unknown_person')}
    </Notice>
  );
}
