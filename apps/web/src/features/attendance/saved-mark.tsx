import { useMe } from '#features/sign-in/me.ts';
import { formatDayTime } from '#lib/format.ts';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { decideWait } from './decide-wait.ts';
import type { KeptMark } from './outbox.ts';
import { dismissMark, useOutbox } from './outbox-store.ts';
import { sendOfflineMarks } from './send-offline-marks.ts';
import { useTexts } from './texts.ts';
import { useNow } from './use-now.ts';

/** Made without network: it waits for one, and for the marks before it, as long as it can count. */
export function SavedMark({ mark }: { mark: KeptMark }) {
  const t = useTexts();
  const me = useMe();
  const { marks, unopened } = useOutbox();
  const wait = decideWait(mark, marks, unopened, useNow());
  const { sessionTitle: title } = mark;
  const time = formatDayTime(mark.offline?.capturedAt ?? '', me.school.time_zone);
  const until = formatDayTime(new Date(mark.triesUntil), me.school.time_zone);
  if (wait.kind === 'over') {
    return (
      <Notice
        tone="bad"
        isLive
        title={t('outbox.dead_title')}
        actions={
          <Button look="secondary" onClick={() => void dismissMark(mark.id)}>
            {t('outbox.dismiss')}
          </Button>
        }
      >
        {t('outbox.over', { title, time, until })}
      </Notice>
    );
  }
  if (wait.kind !== 'network') {
    return (
      <Notice tone="info" isLive title={t('outbox.saved_title')}>
        {wait.kind === 'unopened'
          ? t('outbox.unopened', { title, time })
          : t('outbox.behind', { title, time, before: wait.title })}
      </Notice>
    );
  }
  return (
    <Notice
      tone="info"
      isLive
      title={t('outbox.saved_title')}
      actions={
        <Button look="secondary" onClick={() => void sendOfflineMarks(me.id)}>
          {t('outbox.send_now')}
        </Button>
      }
    >
      {t('outbox.saved', { title, time, until })}
    </Notice>
  );
}
