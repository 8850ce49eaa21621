import { ChevronLeft, ChevronRight } from 'lucide-react';
import { addDays, type Day, isDay } from '#lib/zoned-day.ts';
import { Button, IconButton } from '#ui/button.tsx';
import { controlClasses } from '#ui/field.tsx';
import { useTexts } from './texts.ts';

/** Day by day, or straight to a date. */
export function DayNavigation({ day, today, onGo }: { day: Day; today: Day; onGo: (day: Day) => void }) {
  const t = useTexts();
  return (
    <nav aria-label={t('days')} className="flex flex-wrap items-center gap-1">
      <IconButton label={t('previousDay')} onClick={() => onGo(addDays(day, -1))}>
        <ChevronLeft className="size-5 rtl:rotate-180" />
      </IconButton>
      <input
        type="date"
        aria-label={t('day')}
        value={day}
        onChange={(event) => isDay(event.target.value) && onGo(event.target.value)}
        className={`${controlClasses} max-w-44`}
      />
      <IconButton label={t('nextDay')} onClick={() => onGo(addDays(day, 1))}>
        <ChevronRight className="size-5 rtl:rotate-180" />
      </IconButton>
      {day !== today && (
        <Button look="quiet" onClick={() => onGo(today)}>
          {t('backToToday')}
        </Button>
      )}
    </nav>
  );
}
