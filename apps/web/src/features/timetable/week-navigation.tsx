import { ChevronLeft, ChevronRight } from 'lucide-react';
import { addDays, type Day, isDay } from '#lib/zoned-day.ts';
import { Button, IconButton } from '#ui/button.tsx';
import { controlClasses } from '#ui/field.tsx';
import { useTexts } from './texts.ts';
import { mondayOf } from './week-days.ts';

/** Week by week, or straight to the one of a day. */
export function WeekNavigation({ monday, today, onGo }: { monday: Day; today: Day; onGo: (day: Day) => void }) {
  const t = useTexts();
  return (
    <nav aria-label={t('week.label')} className="flex flex-wrap items-center gap-1">
      <IconButton label={t('week.previous')} onClick={() => onGo(addDays(monday, -7))}>
        <ChevronLeft className="size-5 rtl:rotate-180" />
      </IconButton>
      <input
        type="date"
        aria-label={t('week.day')}
        value={monday}
        onChange={(event) => isDay(event.target.value) && onGo(event.target.value)}
        className={`${controlClasses} max-w-44`}
      />
      <IconButton label={t('week.next')} onClick={() => onGo(addDays(monday, 7))}>
        <ChevronRight className="size-5 rtl:rotate-180" />
      </IconButton>
      {monday !== mondayOf(today) && (
        <Button look="quiet" onClick={() => onGo(today)}>
          {t('week.thisWeek')}
        </Button>
      )}
    </nav>
  );
}
