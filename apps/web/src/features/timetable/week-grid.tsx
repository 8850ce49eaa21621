import type { CalendarItem, Holiday } from '@hadir/contract/timetable.ts';
import { PartyPopper } from 'lucide-react';
import { type Day, dayOf } from '#lib/zoned-day.ts';
import { classes } from '#ui/classes.ts';
import { CalendarEntry } from './calendar-entry.tsx';
import { useTexts } from './texts.ts';
import { daysOfWeek, formatCalendarDay } from './week-days.ts';

/** Seven columns on a wide screen; on a phone a list of the days that have something. */
export function WeekGrid({
  monday,
  today,
  zone,
  items,
  holidays,
  onChoose,
}: {
  monday: Day;
  today: Day;
  zone: string;
  items: readonly CalendarItem[];
  holidays: readonly Holiday[];
  onChoose: (item: CalendarItem) => void;
}) {
  const t = useTexts();
  return (
    <ol className="grid gap-5 lg:grid-cols-7 lg:gap-2">
      {daysOfWeek(monday).map((day) => {
        const own = items.filter(({ starts_at }) => dayOf(Date.parse(starts_at), zone) === day);
        const off = holidays.filter(({ starts_on, ends_on }) => starts_on <= day && day <= ends_on);
        const isEmpty = own.length === 0 && off.length === 0;
        return (
          <li key={day} className={classes('min-w-0 space-y-2', isEmpty && 'hidden lg:block')}>
            <h2
              aria-current={day === today ? 'date' : undefined}
              className={classes(
                'border-b-2 pb-1 font-semibold',
                day === today ? 'border-brand text-brand' : 'border-line',
              )}
            >
              {formatCalendarDay(day)}
            </h2>
            {off.map(({ id, name }) => (
              <p key={id} className="flex gap-1.5 rounded-xl bg-info-soft p-2 text-sm text-info">
                <PartyPopper className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
                <span className="min-w-0 wrap-anywhere">{t('week.holiday', { name })}</span>
              </p>
            ))}
            {isEmpty && <p className="text-sm text-ink-soft">{t('week.none')}</p>}
            <ul className="space-y-2">
              {own.map((item) => (
                <li key={item.session_id ?? `${item.rule_id} ${item.occurs_on}`}>
                  <CalendarEntry item={item} day={day} zone={zone} onChoose={() => onChoose(item)} />
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </ol>
  );
}
