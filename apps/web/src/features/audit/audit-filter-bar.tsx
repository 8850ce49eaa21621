import { type AuditRow, auditActions } from '@hadir/contract/audit.ts';
import { X } from 'lucide-react';
import { PersonFilter } from '#features/people/person-filter.tsx';
import { Button } from '#ui/button.tsx';
import { SelectField } from '#ui/field.tsx';
import { DayRangeFields, FilterPanel } from '#ui/filter-panel.tsx';
import { type AuditFilters, countAuditFilters } from './audit-filters.ts';
import { useTexts } from './texts.ts';

/** The filters of the log. What a row was done to is chosen in the row itself. */
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
  const count = countAuditFilters(filters);
  const actor = rows.find((row) => row.actor?.id === filters.actor_id)?.actor;
  const subject = rows.find((row) => row.subject.id === filters.subject_id)?.subject;
  const options = auditActions
    .map((name) => ({ name, words: t(`actions.${name}`) }))
    .sort((a, b) => a.words.localeCompare(b.words));

  return (
    <FilterPanel
      label={t('filters.heading')}
      summary={count === 0 ? t('filters.heading') : t('filters.set', { count })}
      columns={4}
      clear={onClear && { label: t('filters.clear'), onClick: onClear }}
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
      <DayRangeFields
        labels={{ from: t('filters.from'), to: t('filters.to') }}
        from={filters.from}
        to={filters.to}
        onSet={onSet}
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
    </FilterPanel>
  );
}
