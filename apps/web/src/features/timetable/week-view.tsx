import type { CalendarItem } from '@hadir/contract/timetable.ts';
import { useQuery } from '@tanstack/react-query';
import { CalendarRange } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { coursesQuery } from '#features/courses/course-queries.ts';
import { useMe } from '#features/sign-in/me.ts';
import { formatFacts } from '#lib/format.ts';
import { addDays, dayOf, isDay } from '#lib/zoned-day.ts';
import { SelectField } from '#ui/field.tsx';
import { Notice } from '#ui/notice.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { EmptyState } from '#ui/states.tsx';
import { OccurrenceDialog } from './occurrence-dialog.tsx';
import { useTexts } from './texts.ts';
import { weekQuery } from './timetable-queries.ts';
import { mondayOf } from './week-days.ts';
import { WeekGrid } from './week-grid.tsx';
import { WeekNavigation } from './week-navigation.tsx';

/** One week of classes; a tap on one shows it and what can be done with it. */
export function WeekView() {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const [address, setAddress] = useSearchParams();
  const [chosen, setChosen] = useState<CalendarItem | null>(null);
  const today = dayOf(Date.now(), zone);
  const asked = address.get('week') ?? '';
  const monday = mondayOf(isDay(asked) ? asked : today);
  const courseId = address.get('course') ?? '';
  const query = useQuery(weekQuery(monday, addDays(monday, 6), courseId));
  const courses = useQuery(coursesQuery);

  function go(change: Record<string, string>) {
    const next = new URLSearchParams(address);
    for (const [name, value] of Object.entries(change)) value ? next.set(name, value) : next.delete(name);
    setAddress(next, { replace: true });
  }

  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <WeekNavigation
          monday={monday}
          today={today}
          onGo={(day) => go({ week: mondayOf(day) === mondayOf(today) ? '' : day })}
        />
        <SelectField
          className="w-full sm:w-80"
          label={t('week.course')}
          value={courseId}
          onChange={(event) => go({ course: event.target.value })}
        >
          <option value="">{t('week.everyCourse')}</option>
          {courses.data?.items.map((course) => (
            <option key={course.id} value={course.id}>
              {formatFacts([course.code, course.section, course.title])}
            </option>
          ))}
        </SelectField>
      </div>
      <QueryView query={query}>
        {({ items, holidays, is_cut, time_zone }) => (
          <>
            {is_cut && <Notice tone="warn">{t('week.cut')}</Notice>}
            {items.length === 0 && holidays.length === 0 ? (
              <EmptyState icon={<CalendarRange className="size-8" />} title={t('week.empty')}>
                {t('week.emptyHint')}
              </EmptyState>
            ) : (
              <WeekGrid
                monday={monday}
                today={today}
                zone={time_zone}
                items={items}
                holidays={holidays}
                onChoose={setChosen}
              />
            )}
          </>
        )}
      </QueryView>
      {chosen && <OccurrenceDialog item={chosen} zone={zone} onClose={() => setChosen(null)} />}
    </>
  );
}
