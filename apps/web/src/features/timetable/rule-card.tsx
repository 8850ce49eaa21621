import type { TimetableRule } from '@hadir/contract/timetable.ts';
import { Pencil } from 'lucide-react';
import { formatFacts, formatList } from '#lib/format.ts';
import { Button } from '#ui/button.tsx';
import { useTexts } from './texts.ts';
import { formatWholeDay, weekdayName } from './week-days.ts';

/** One class that comes again, in words. */
export function RuleCard({
  rule,
  canWrite,
  onEdit,
  onEnd,
}: {
  rule: TimetableRule;
  canWrite: boolean;
  onEdit: () => void;
  onEnd: () => void;
}) {
  const t = useTexts();
  const { title, course, room, place, weekdays, every_weeks: count, starts_at_time, duration_min } = rule;
  const days = formatList(weekdays.map((weekday) => weekdayName(weekday, 'short')));
  return (
    <li className="flex flex-col gap-1.5 rounded-2xl border border-line bg-surface p-4 shadow-lift">
      <h2 className="text-lg font-semibold wrap-anywhere">{title}</h2>
      <p className="font-medium tabular-nums">
        {formatFacts([days, `${starts_at_time} – ${endOf(starts_at_time, duration_min)}`])}
      </p>
      <p>{count === 1 ? t('rules.everyWeek') : t('rules.everyWeeks', { count })}</p>
      <p className="text-ink-soft">
        {t('rules.term', { first: formatWholeDay(rule.starts_on), last: formatWholeDay(rule.ends_on) })}
      </p>
      <p className="wrap-anywhere text-ink-soft">
        {formatFacts([course.code, t('section', { section: course.section }), course.teacher.name])}
      </p>
      <p className="wrap-anywhere text-ink-soft">{formatFacts([room, place?.name ?? t('facts.noPlace')])}</p>
      <p className="text-sm text-ink-soft">{t(rule.opens_itself ? 'rules.byTime' : 'rules.byTeacher')}</p>
      {canWrite && (
        <div className="mt-auto flex flex-wrap gap-2 pt-2">
          <Button
            look="secondary"
            icon={<Pencil className="size-5" aria-hidden="true" />}
            aria-label={t('rules.editNamed', { title })}
            onClick={onEdit}
          >
            {t('rules.edit')}
          </Button>
          <Button look="quiet" aria-label={t('rules.endNamed', { title })} onClick={onEnd}>
            {t('rules.end')}
          </Button>
        </div>
      )}
    </li>
  );
}

/** Clock time so many minutes after `HH:MM`. */
function endOf(time: string, minutes: number): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const end = (hour * 60 + minute + minutes) % 1440;
  return `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`;
}
