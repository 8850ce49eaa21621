import type { Period } from '@hadir/contract/reports.ts';
import { useMe } from '#features/sign-in/me.ts';
import { formatDayTime } from '#lib/format.ts';
import { formatCalendarDay } from './format-calendar-day.ts';
import { useTexts } from './texts.ts';

/** What the figures speak of: the days, the instants, the zone, and how it is counted. */
export function PeriodLine({ period: { from_on, to_on, from, to, time_zone } }: { period: Period }) {
  const t = useTexts();
  const school = useMe().school.name;
  const isOneDay = from_on === to_on;
  const counted = (
    <>
      <p>{t('legend.text')}</p>
      <p>{t('period.instants', { from: formatDayTime(from, 'UTC'), to: formatDayTime(to, 'UTC') })}</p>
    </>
  );
  return (
    <div className="space-y-1">
      <p className="font-medium">
        {isOneDay
          ? t('period.day', { day: formatCalendarDay(from_on), zone: time_zone })
          : t('period.days', { from: formatCalendarDay(from_on), to: formatCalendarDay(to_on), zone: time_zone })}
      </p>
      <details className="text-sm text-ink-soft print:hidden">
        <summary className="inline-flex min-h-11 cursor-pointer items-center underline underline-offset-2">
          {t('legend.title')}
        </summary>
        {counted}
      </details>
      <div className="hidden text-xs print:block">
        <p>{school}</p>
        {counted}
      </div>
    </div>
  );
}
