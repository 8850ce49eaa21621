import { listComingSessions } from '@hadir/contract/timetable.ts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Ban } from 'lucide-react';
import type { z } from 'zod';
import { useMe } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { formatDay, formatFacts, formatTimeRange } from '#lib/format.ts';
import { addDays, type Day, dayOf, startOfDay } from '#lib/zoned-day.ts';
import { Badge } from '#ui/badge.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { useComingTexts } from './coming-texts.ts';

type Coming = z.infer<typeof listComingSessions.reply>['sessions'][number];

const comingQuery = queryOptions({
  queryKey: ['coming-sessions'],
  queryFn: async ({ signal }) => (await callOrThrow(listComingSessions, { signal })).sessions,
  refetchInterval: 60_000,
});

/** What the student has today and in the next days; cancelled classes say so. */
export function ComingClasses() {
  const t = useComingTexts();
  const zone = useMe().school.time_zone;
  const query = useQuery(comingQuery);
  const today = dayOf(Date.now(), zone);
  const nameDay = (day: Day) => {
    if (day === today) return t('today');
    return day === addDays(today, 1) ? t('tomorrow') : formatDay(new Date(startOfDay(day, zone)), zone);
  };
  return (
    <section aria-labelledby="coming-title" className="space-y-3">
      <h2 id="coming-title" className="text-lg font-semibold">
        {t('title')}
      </h2>
      <QueryView query={query}>
        {(sessions) =>
          sessions.length === 0 ? (
            <p className="text-ink-soft">{t('none')}</p>
          ) : (
            <ul className="divide-y divide-line rounded-2xl border border-line bg-surface shadow-lift">
              {sessions.map((session) => (
                <ComingClass
                  key={session.id}
                  session={session}
                  when={formatFacts([
                    nameDay(dayOf(Date.parse(session.starts_at), zone)),
                    formatTimeRange(session.starts_at, session.ends_at, zone),
                  ])}
                />
              ))}
            </ul>
          )
        }
      </QueryView>
    </section>
  );
}

function ComingClass({ session, when }: { session: Coming; when: string }) {
  const t = useComingTexts();
  const { title, course_code, room, place, is_cancelled, cancel_reason } = session;
  return (
    <li className="space-y-0.5 p-4">
      <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
        <p className="font-medium tabular-nums">{when}</p>
        {is_cancelled && (
          <Badge tone="bad" icon={<Ban className="size-4" aria-hidden="true" />}>
            {t('cancelled')}
          </Badge>
        )}
      </div>
      <p className="wrap-anywhere">{formatFacts([course_code, title])}</p>
      {is_cancelled ? (
        <p className="wrap-anywhere text-ink-soft">{cancel_reason ?? t('changed')}</p>
      ) : (
        <p className="wrap-anywhere text-ink-soft">{formatFacts([room, place?.name])}</p>
      )}
    </li>
  );
}
