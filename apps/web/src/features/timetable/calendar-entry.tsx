import type { CalendarItem } from '@hadir/contract/timetable.ts';
import { Ban, CircleDot, TriangleAlert } from 'lucide-react';
import { formatFacts, formatTimeRange } from '#lib/format.ts';
import type { Day } from '#lib/zoned-day.ts';
import { classes } from '#ui/classes.ts';
import { useTexts } from './texts.ts';
import { formatCalendarDay } from './week-days.ts';

/** One class of the calendar, as a button that shows more of it. */
export function CalendarEntry({
  item,
  day,
  zone,
  onChoose,
}: {
  item: CalendarItem;
  day: Day;
  zone: string;
  onChoose: () => void;
}) {
  const t = useTexts();
  const { title, course, room, starts_at, ends_at, phase, change, collides } = item;
  const time = formatTimeRange(starts_at, ends_at, zone);
  const isCancelled = phase === 'cancelled';
  return (
    <button
      type="button"
      onClick={onChoose}
      className={classes(
        'block min-h-11 w-full rounded-xl border p-2.5 text-start hover:bg-sunken',
        isCancelled ? 'border-dashed border-line-strong' : 'border-line bg-surface shadow-lift',
        phase === 'open' && 'border-brand bg-brand-soft',
      )}
    >
      <span className="block font-semibold tabular-nums">{time}</span>
      <span className={classes('block font-medium wrap-anywhere', isCancelled && 'line-through')}>{title}</span>
      <span className="sr-only">{formatCalendarDay(day)}</span>
      <span className="block text-sm wrap-anywhere text-ink-soft">{formatFacts([course.code, room])}</span>
      {phase === 'open' && (
        <span className="flex items-center gap-1 text-sm font-medium text-good">
          <CircleDot className="size-4 shrink-0" aria-hidden="true" />
          {t('phase.open')}
        </span>
      )}
      {isCancelled && (
        <span className="flex items-center gap-1 text-sm font-medium text-bad">
          <Ban className="size-4 shrink-0" aria-hidden="true" />
          {t('phase.cancelled')}
        </span>
      )}
      {change === 'moved' && <span className="block text-sm font-medium text-info">{t('moved')}</span>}
      {collides.map((kind) => (
        <span key={kind} className="flex items-start gap-1 text-sm font-medium text-warn">
          <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          {t(`collides.${kind}`)}
        </span>
      ))}
    </button>
  );
}
