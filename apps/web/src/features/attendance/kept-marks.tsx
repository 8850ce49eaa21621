import { useEffect } from 'react';
import { useMe } from '#features/sign-in/me.ts';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { canStillCount, type KeptMark } from './outbox.ts';
import { dismissMark, readOutbox, resendMarks, useOutbox } from './outbox-store.ts';
import { toTold } from './refusal.tsx';
import { useTexts } from './texts.ts';
import { useNow } from './use-now.ts';

/** What became of the person's marks that had no answer at first. */
export function KeptMarks() {
  const me = useMe();
  const { marks, results } = useOutbox();
  const now = useNow();
  return (
    <>
      {results
        .filter(({ mark }) => mark.personId === me.id)
        .map(({ mark, outcome }) => (
          <SentLater key={mark.id} mark={mark} outcome={outcome} />
        ))}
      {marks
        .filter(({ personId }) => personId === me.id)
        .map((mark) =>
          canStillCount(mark, now) ? <Waiting key={mark.id} mark={mark} /> : <Late key={mark.id} mark={mark} />,
        )}
    </>
  );
}

function Waiting({ mark }: { mark: KeptMark }) {
  const t = useTexts();
  return (
    <Notice
      tone="info"
      isLive
      title={t('outbox.kept_title')}
      actions={
        <Button look="secondary" onClick={() => void resendMarks(mark.personId)}>
          {t('outbox.send_now')}
        </Button>
      }
    >
      {t('outbox.kept', { title: mark.sessionTitle })}
    </Notice>
  );
}

function Late({ mark }: { mark: KeptMark }) {
  const t = useTexts();
  return (
    <Notice tone="warn" isLive title={t('outbox.late_title')} actions={<Dismiss id={mark.id} />}>
      {t('outbox.late', { title: mark.sessionTitle })}
    </Notice>
  );
}

function SentLater({ mark, outcome }: ReturnType<typeof useOutbox.getState>['results'][number]) {
  const t = useTexts();
  const isThere = outcome.kind === 'accepted' || outcome.code === 'already_marked';
  return (
    <Notice
      tone={isThere ? 'good' : 'bad'}
      isLive
      title={t(isThere ? 'outbox.accepted_title' : 'outbox.refused_title')}
      actions={<Dismiss id={mark.id} />}
    >
      {outcome.kind === 'refused' && !isThere
        ? t(`result.refused_text.${toTold(outcome.code)}`)
        : t('outbox.accepted', { title: mark.sessionTitle })}
    </Notice>
  );
}

function Dismiss({ id }: { id: string }) {
  const t = useTexts();
  return (
    <Button look="secondary" onClick={() => void dismissMark(id)}>
      {t('outbox.dismiss')}
    </Button>
  );
}

/** For the screen that could not find out who is signed in: that something is kept, and no more. */
export function KeptMarksOfAnybody() {
  const t = useTexts();
  const isKept = useOutbox(({ marks }) => marks.length > 0);
  useEffect(() => void readOutbox(), []);
  if (!isKept) return null;
  return (
    <Notice tone="info" title={t('outbox.kept_title')}>
      {t('outbox.unknown_person')}
    </Notice>
  );
}
