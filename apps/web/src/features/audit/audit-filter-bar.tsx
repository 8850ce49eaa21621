import { type AuditRow, auditActions } from '@hadir/contract/audit.ts';
import { ChevronDown, SlidersHorizontal, X } from 'lucide-react';
import { useState } from 'react';
import { PersonFilter } from '#features/people/person-filter.tsx';
import { Button } from '#ui/button.tsx';
import { classes } from '#ui/classes.ts';
import { SelectField, TextField } from '#ui/field.tsx';
import type { AuditFilters } from './audit-filters.ts';
import { useTexts } from './texts.ts';

/** The filters of the log; on narrow screens behind a button. What a row was done to is chosen in the row itself. */
export function AuditFilterBar({
  filters,
  rows,
  onSet,
  onClear,
}: {
  filters: AuditFilters;
  rows: readonly AuditRow[];
  onSet: (name: keyof AuditFilters, value: string) => void;
  onClear: (() => void) | null;
}) {
  const t = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  const count = Object.values(filters).filter((value) => value !== undefined).length;
  const actor = rows.find((row) => row.actor?.id === filters.actor_id)?.actor;
  const subject = rows.find((row) => row.subject.id === filters.subject_id)?.subject;
  const options = auditActions
    .map((name) => ({ name, words: t(`actions.${name}`) }))
    .sort((a, b) => a.words.localeCompare(b.words));

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
          'gap-3 px-4 pt-1 pb-4 sm:grid-cols-2 lg:grid lg:grid-cols-4 lg:p-0',
          isOpen ? 'grid' : 'hidden',
        )}
      >
        <SelectField
          label={t('filters.action')}
          value={filters.action ?? ''}
          onChange={(event) => onSet('action', event.target.value)}
        >
          <option value="">{t('filters.anyAction')}</option>
          {options.map(({ name, words }) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </SelectField>
        <PersonFilter
          label={t('filters.actor')}
          anybody={t('filters.anybody')}
          personId={filters.actor_id}
          name={actor?.name ?? undefined}
          onChoose={(id) => onSet('actor_id', id)}
        />
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
        {filters.subject_id !== undefined && (
          <Button
            look="secondary"
            className="sm:justify-self-start"
            icon={<X className="size-5" aria-hidden="true" />}
            onClick={() => onSet('subject_id', '')}
          >
            {t('filters.subject')}: {subject?.name ?? t('filters.chosenSubject')}
          </Button>
        )}
        {onClear && (
          <Button
            look="quiet"
            className="sm:justify-self-start"
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
