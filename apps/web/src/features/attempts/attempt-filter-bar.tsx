import { type Attempt, attemptReasons } from '@hadir/contract/attempts.ts';
import { useQuery } from '@tanstack/react-query';
import { PersonFilter } from '#features/people/person-filter.tsx';
import { sessionsQuery } from '#features/sessions/session-queries.ts';
import { formatDayTime, formatFacts } from '#lib/format.ts';
import { addDays, dayOf } from '#lib/zoned-day.ts';
import { SelectField } from '#ui/field.tsx';
import { DayRangeFields, FilterPanel } from '#ui/filter-panel.tsx';
import type { AttemptFilters } from './attempt-filters.ts';
import { useTexts } from './texts.ts';

const SESSION_DAYS = 7;

/** The six filters of the log. */
export function AttemptFilterBar({
  filters,
  zone,
  attempts,
  onSet,
  onClear,
}: {
  filters: AttemptFilters;
  zone: string;
  attempts: readonly Attempt[];
  onSet: (name: keyof AttemptFilters, value: string) => void;
  onClear: (() => void) | null;
}) {
  const t = useTexts();
  const count = Object.values(filters).filter((value) => value !== undefined).length;
  const today = dayOf(Date.now(), zone);
  const last = filters.to ?? today;
  const first = filters.from ?? addDays(last, -SESSION_DAYS);
  const sessions = useQuery({ ...sessionsQuery(first, last, zone), enabled: first <= last });
  const isListed = sessions.data?.items.some((session) => session.id === filters.session_id) ?? false;
  const shownSession = attempts.find((attempt) => attempt.session?.id === filters.session_id)?.session;

  return (
    <FilterPanel
      label={t('filters.heading')}
      summary={count === 0 ? t('filters.heading') : t('filters.set', { count })}
      clear={onClear && { label: t('filters.clear'), onClick: onClear }}
    >
      <SelectField
        label={t('filters.session')}
        value={filters.session_id ?? ''}
        onChange={(event) => onSet('session_id', event.target.value)}
      >
        <option value="">{t('filters.anySession')}</option>
        {filters.session_id !== undefined && !isListed && (
          <option value={filters.session_id}>{shownSession?.title ?? t('filters.chosenSession')}</option>
        )}
        {sessions.data?.items.map((session) => (
          <option key={session.id} value={session.id}>
            {formatFacts([session.course.code, session.title, formatDayTime(session.starts_at, zone)])}
          </option>
        ))}
      </SelectField>
      <PersonFilter
        label={t('filters.student')}
        anybody={t('filters.anyStudent')}
        ofRole="student"
        personId={filters.student_id}
        name={attempts.find((attempt) => attempt.student.id === filters.student_id)?.student.name}
        onChoose={(id) => onSet('student_id', id)}
      />
      <SelectField
        label={t('filters.success')}
        value={filters.success ?? ''}
        onChange={(event) => onSet('success', event.target.value)}
      >
        <option value="">{t('filters.anyOutcome')}</option>
        <option value="true">{t('filters.accepted')}</option>
        <option value="false">{t('filters.refused')}</option>
      </SelectField>
      <SelectField
        label={t('filters.reason')}
        value={filters.reason ?? ''}
        onChange={(event) => onSet('reason', event.target.value)}
      >
        <option value="">{t('filters.anyReason')}</option>
        {attemptReasons.map((reason) => (
          <option key={reason} value={reason}>
            {t(`reasons.${reason}`)}
          </option>
        ))}
      </SelectField>
      <DayRangeFields
        labels={{ from: t('filters.from'), to: t('filters.to') }}
        from={filters.from}
        to={filters.to}
        onSet={onSet}
      />
    </FilterPanel>
  );
}
