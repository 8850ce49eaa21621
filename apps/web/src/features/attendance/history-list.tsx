import type { listOwnRecords } from '@hadir/contract/attendance.ts';
import { OwnRequest } from '#features/corrections/own-request.tsx';
import { useMe } from '#features/sign-in/me.ts';
import type { Reply } from '#lib/api.ts';
import { formatDay, formatDayTime, formatTime, formatTimeRange } from '#lib/format.ts';
import { Badge, type Tone } from '#ui/badge.tsx';
import { CardList } from '#ui/card-list.tsx';
import { Table } from '#ui/table.tsx';
import { useTexts } from './texts.ts';

type Item = Reply<typeof listOwnRecords>['items'][number];
type Shown = Item['status'] | 'pending' | 'rejected';

const tones: Record<Shown, Tone> = {
  present: 'good',
  late: 'warn',
  excused: 'info',
  sick: 'info',
  absent: 'bad',
  open: 'neutral',
  pending: 'warn',
  rejected: 'bad',
};

/** Own classes as a table where there is room, else as cards. */
export function HistoryList({ items }: { items: Item[] }) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const when = (item: Item) =>
    `${formatDay(item.starts_at, zone)}, ${formatTimeRange(item.starts_at, item.ends_at, zone)}`;
  const how = (item: Item) => {
    if (!item.method) return '–';
    const method = t(`history.method.${item.method}`);
    if (!item.captured_at || !item.marked_at) return method;
    const times = { time: formatTime(item.captured_at, zone), received: formatDayTime(item.marked_at, zone) };
    return t('history.captured', { method, ...times });
  };
  const getKey = (item: Item) => item.session_id;
  return (
    <>
      <div className="hidden md:block">
        <Table
          caption={t('history.sessions')}
          rows={items}
          getKey={getKey}
          columns={[
            {
              key: 'class',
              header: t('history.class'),
              isRowHeader: true,
              cell: (item) => (
                <>
                  {item.title} <span className="font-normal text-ink-soft">{item.course_code}</span>
                </>
              ),
            },
            { key: 'when', header: t('history.when'), cell: when },
            { key: 'state', header: t('history.state'), cell: (item) => <State item={item} /> },
            { key: 'how', header: t('history.how'), cell: how },
            { key: 'wrong', header: t('history.wrong'), cell: (item) => <OwnRequest item={item} zone={zone} /> },
          ]}
        />
      </div>
      <div className="md:hidden">
        <CardList label={t('history.sessions')} rows={items} getKey={getKey}>
          {(item) => (
            <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
              <div className="min-w-0">
                <p className="font-semibold break-words">{item.title}</p>
                <p className="text-sm text-ink-soft">
                  {item.course_code} · {when(item)}
                </p>
                {item.method && <p className="text-sm text-ink-soft">{how(item)}</p>}
              </div>
              <State item={item} />
              <OwnRequest item={item} zone={zone} />
            </div>
          )}
        </CardList>
      </div>
    </>
  );
}

function State({ item }: { item: Item }) {
  const t = useTexts();
  const shown: Shown = item.state === 'pending' || item.state === 'rejected' ? item.state : item.status;
  return (
    <>
      <Badge tone={tones[shown]}>{t(`history.status.${shown}`)}</Badge>
      {shown === 'rejected' && (
        <p className="w-full text-sm text-ink-soft">
          {t(item.status === 'open' ? 'home.rejected_text' : 'history.rejected_text')}
        </p>
      )}
    </>
  );
}
