import { useQuery } from '@tanstack/react-query';
import { CalendarDays, Plus } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useLiveSessions } from '#features/live/use-live-sessions.ts';
import { useMay, useMe } from '#features/sign-in/me.ts';
import { formatDay } from '#lib/format.ts';
import { queryClient } from '#lib/query-client.ts';
import { dayOf, isDay, startOfDay } from '#lib/zoned-day.ts';
import { Button } from '#ui/button.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { EmptyState } from '#ui/states.tsx';
import { DayNavigation } from './day-navigation.tsx';
import { OpenSessionDialog } from './open-session-dialog.tsx';
import { SessionGroups } from './session-groups.tsx';
import { sessionKeys, sessionsQuery } from './session-queries.ts';
import { useStaffTexts } from './staff-texts.ts';
import { TakeOverDialog } from './take-over-dialog.tsx';
import { useTexts } from './texts.ts';

const REFRESH_MS = 30_000;
const refreshSessions = () => void queryClient.invalidateQueries({ queryKey: sessionKeys.all });

/** A day's class sessions; for a teacher the start of the work. */
export default function SessionsPage() {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const [search, setSearch] = useSearchParams();
  const staffTexts = useStaffTexts();
  const canWrite = useMay('sessions:write');
  const canTakeOver = useMay('sessions:take_over');
  const [isOpening, setIsOpening] = useState(false);
  const [isTakingOver, setIsTakingOver] = useState(false);
  const today = dayOf(Date.now(), zone);
  const asked = search.get('day') ?? '';
  const day = isDay(asked) ? asked : today;
  const query = useQuery({ ...sessionsQuery(day, day, zone), refetchInterval: REFRESH_MS });
  useLiveSessions(refreshSessions);
  const date = formatDay(new Date(startOfDay(day, zone)), zone);
  const actions = (
    <>
      {canTakeOver && (
        <Button look="secondary" onClick={() => setIsTakingOver(true)}>
          {staffTexts('takeOver.open')}
        </Button>
      )}
      {canWrite && (
        <Button icon={<Plus className="size-5" aria-hidden="true" />} onClick={() => setIsOpening(true)}>
          {t('openASession')}
        </Button>
      )}
    </>
  );

  return (
    <Page title={t('title')} intro={day === today ? t('todayIs', { date }) : date} actions={actions}>
      <DayNavigation
        day={day}
        today={today}
        onGo={(next) => setSearch(next === today ? {} : { day: next }, { replace: true })}
      />
      <QueryView query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={<CalendarDays className="size-8" />} title={t('empty')}>
              {t('emptyHint')}
            </EmptyState>
          ) : (
            <SessionGroups sessions={items} zone={zone} />
          )
        }
      </QueryView>
      {isTakingOver && <TakeOverDialog zone={zone} onClose={() => setIsTakingOver(false)} />}
      {isOpening && (
        <OpenSessionDialog zone={zone} known={query.data?.items ?? []} onClose={() => setIsOpening(false)} />
      )}
    </Page>
  );
}
