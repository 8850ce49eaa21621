import { endCalendarFeed, getCalendarFeed, makeCalendarFeed } from '@hadir/contract/calendar.ts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { CalendarPlus } from 'lucide-react';
import { useState } from 'react';
import { callOrThrow } from '#lib/api.ts';
import { formatDayTime } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { CopyField } from '#ui/copy-field.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { FailureNotice } from '#ui/states.tsx';
import { useTexts } from './texts.ts';

const feedQuery = queryOptions({
  queryKey: ['calendar-feed'],
  queryFn: ({ signal }) => callOrThrow(getCalendarFeed, { signal }),
});
const refresh = [feedQuery.queryKey];

/** The own classes in a calendar of one's own: an address that is a secret, shown once. */
export function OwnCalendar() {
  const t = useTexts();
  const query = useQuery(feedQuery);
  const [address, setAddress] = useState<string | null>(null);
  const make = useCommand(() => callOrThrow(makeCalendarFeed, { body: {} }), {
    refresh,
    onDone: (made) => setAddress(made.address),
  });
  const end = useCommand(() => callOrThrow(endCalendarFeed, {}), { refresh, onDone: () => setAddress(null) });
  const failure = make.failure ?? end.failure;
  return (
    <Card title={t('title')}>
      <p className="mb-4 text-ink-soft">{t('text')}</p>
      <QueryView query={query}>
        {({ feed }) => (
          <div className="space-y-4">
            {feed && <p>{t('since', { time: formatDayTime(feed.created_at) })}</p>}
            {address !== null && (
              <div className="space-y-2">
                <CopyField label={t('address')} value={address} />
                <p className="text-sm text-ink-soft">{t('once')}</p>
              </div>
            )}
            <div className="flex flex-wrap gap-2">
              <Button
                look="secondary"
                icon={<CalendarPlus className="size-5" aria-hidden="true" />}
                isBusy={make.isBusy}
                onClick={() => make.run(undefined)}
              >
                {t(feed ? 'renew' : 'make')}
              </Button>
              {feed && (
                <Button look="quiet" isBusy={end.isBusy} onClick={() => end.run(undefined)}>
                  {t('end')}
                </Button>
              )}
            </div>
            {failure && <FailureNotice failure={failure} />}
          </div>
        )}
      </QueryView>
    </Card>
  );
}
