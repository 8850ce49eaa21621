import { type Attempt, attemptReasons } from '@hadir/contract/attempts.ts';
import { useQuery } from '@tanstack/react-query';
import { ChevronDown, SlidersHorizontal, X } from 'lucide-react';
import { useState } from 'react';
import { PersonFilter } from '#features/people/person-filter.tsx';
import { sessionsQuery } from '#features/sessions/session-queries.ts';
import { formatDay, formatTime } from '#lib/format.ts';
import { addDays, dayOf } from '#lib/zoned-day.ts';
import { Button } from '#ui/button.tsx';
import { classes } from '#ui/classes.ts';
import { SelectField, TextField } from '#ui/field.tsx';
import type { AttemptFilters } from './attempt-filters.ts';
import { useTexts } from './texts.ts';

const SESSION_DAYS = 7;

/** The six filters of the log; on narrow screens behind a button, or the log would begin a screen lower. */
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
  const [isOpen, setIsOpen] = useState(false);
  const count = Object.values(filters).filter((value) => value !== undefined).length;
  const today = dayOf(Date.now(), zone);
  const last = filters.to ?? today;
  const first = filters.from ?? addDays(last, -SESSION_DAYS);
  const sessions = useQuery({ ...sessionsQuery(first, last, zone), enabled: first <= last });
  const isListed = sessions.data?.items.some((session) => session.id === filters.session_id) ?? false;
  const shownSession = attempts.find((attempt) => attempt.session?.id === filters.session_id)?.session;

  return (
    <section aria-label={t('filters.heading')} className="rounded-2xl border border-line bg-surface lg:p-4">
      <button
        type="button"
        aria-expanded={isOpen}
        className="flex min-h-12 w-full items-center gap-2 px-4 font-medium lg:hidden"
        onClick={() => setIsOpen(!isOpen)}
      >
        <SlidersHorizontal className="size-5" aria-hidden="true" />
        {count === 0 ? t('filters.heading') : t('filters.set', { count })}
        <ChevronDown className={classes('ms-auto size-5', isOpen && 'rotate-180')} aria-hidden="true" />
      </button>
      <div
        className={classes(
          'gap-3 px-4 pt-1 pb-4 sm:grid-cols-2 lg:grid lg:grid-cols-3 lg:p-0',
          isOpen ? 'grid' : 'hidden',
        )}
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
              {session.course.code} · {session.title} · {formatDay(session.starts_at, zone)}{' '}
              {formatTime(session.starts_at, zone)}
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
        <TextField
          type="date"
          label={t('filters.from')}
          max={filters.to}
          value={filters.from ?? ''}
          onChange={(event) => onSet('from', event.target.value)}
        />
        <TextField
          type="date"
          label={t('filters.to')}
          min={filters.from}
          value={filters.to ?? ''}
          onChange={(event) => onSet('to', event.target.value)}
        />
        {onClear && (
          <Button
            look="quiet"
            className="sm:col-span-2 sm:justify-self-start lg:col-span-3"
            icon={<X className="size-5" aria-hidden="true" />}
            onClick={onClear}
          >
            {t('filters.clear')}
          </Button>
        )}
      </div>
    </section>
  );
}
