import type { Roster, RosterItem } from '@hadir/contract/sessions.ts';
import { Check, ListChecks, X } from 'lucide-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useMe } from '#features/sign-in/me.ts';
import { formatList, formatTime } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { BackLink } from '#ui/back-link.tsx';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { EmptyState, FailureNotice } from '#ui/states.tsx';
import { showToast } from '#ui/toast.tsx';
import { type Called, listWaiting, sendRollCall } from './roll-call.ts';
import { sessionKeys } from './session-queries.ts';
import { useTexts } from './texts.ts';
import { useFocusKept } from './use-focus-kept.ts';
import { useLiveRoster } from './use-live-roster.ts';

/** The teacher looks up and says of each waiting name whether that person is in the room. */
export default function RollCallPage() {
  const t = useTexts();
  const { id = '' } = useParams();
  const { query } = useLiveRoster(id);
  return (
    <Page title={t('rollCall.title')} intro={query.data?.session.title} width="narrow">
      <BackLink to={`/sessions/${id}`}>{t('rollCall.back')}</BackLink>
      <QueryView query={query}>{(roster) => <RollCall roster={roster} />}</QueryView>
    </Page>
  );
}

function RollCall({ roster }: { roster: Roster }) {
  const t = useTexts();
  const { session, items } = roster;
  const [late, setLate] = useState<readonly string[]>([]);
  const call = useCommand((called: Called) => sendRollCall(session.id, called, items), {
    refresh: [sessionKeys.roster(session.id)],
    onDone: (outcome) => {
      setLate(outcome.late);
      if (outcome.done > 0) showToast(t('rollCall.done', { count: outcome.done }));
    },
  });
  const waiting = listWaiting(items);
  const withCode = waiting.filter(({ record }) => record?.method === 'room_code').map(({ student }) => student.id);
  const list = useFocusKept(items);
  return (
    <section ref={list} tabIndex={-1} aria-label={t('rollCall.title')} className="space-y-4 outline-none">
      {call.failure && <FailureNotice failure={call.failure} />}
      {late.length > 0 && (
        <Notice tone="info" isLive>
          {t('rollCall.late', { names: formatList(late) })}
        </Notice>
      )}
      {waiting.length === 0 ? (
        <EmptyState icon={<ListChecks className="size-8" />} title={t('rollCall.empty')}>
          {t('rollCall.emptyHint')}
        </EmptyState>
      ) : (
        <>
          <p className="text-ink-soft">{t('rollCall.explained')}</p>
          {withCode.length > 1 && (
            <Button size="large" isBusy={call.isBusy} onClick={() => call.run({ here: withCode })}>
              {t('rollCall.allHere', { count: withCode.length })}
            </Button>
          )}
          <ul className="divide-y divide-line rounded-2xl border border-line bg-surface shadow-lift">
            {waiting.map((item) => (
              <Name key={item.student.id} item={item} isBusy={call.isBusy} onCall={call.run} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Name({ item, isBusy, onCall }: { item: RosterItem; isBusy: boolean; onCall: (called: Called) => void }) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const { student, record } = item;
  const { id, name } = student;
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 p-4">
      <div className="min-w-0">
        <h2 className="text-lg font-semibold break-words">{name}</h2>
        {record && (
          <p className="text-sm text-ink-soft">
            {t('roster.markedAt', {
              method: t(`method.${record.method}`),
              time: formatTime(record.captured_at ?? record.marked_at, zone),
            })}
          </p>
        )}
      </div>
      <div className="flex gap-2">
        <Button
          icon={<Check className="size-5" aria-hidden="true" />}
          aria-label={t('rollCall.hereNamed', { name })}
          aria-disabled={isBusy || undefined}
          onClick={() => !isBusy && onCall({ here: [id] })}
        >
          {t('rollCall.here')}
        </Button>
        <Button
          look="secondary"
          icon={<X className="size-5" aria-hidden="true" />}
          aria-label={t('rollCall.notHereNamed', { name })}
          aria-disabled={isBusy || undefined}
          onClick={() => !isBusy && onCall({ not_here: [id] })}
        >
          {t('rollCall.notHere')}
        </Button>
      </div>
    </li>
  );
}
