import { SignalKind, SignalLevel, SignalState } from '@hadir/contract/signals.ts';
import { PersonFilter } from '#features/people/person-filter.tsx';
import { SelectField } from '#ui/field.tsx';
import { DayRangeFields, FilterPanel } from '#ui/filter-panel.tsx';
import type { SignalFilters } from './signal-filters.ts';
import { useTexts } from './texts.ts';

/** The filters of the list. */
export function SignalFilterBar({
  filters,
  personName,
  count,
  onSet,
  onClear,
}: {
  filters: SignalFilters;
  /** Of the chosen person, as far as the list knows it. */
  personName: string | undefined;
  /** How many stand in the address. */
  count: number;
  onSet: (name: keyof SignalFilters, value: string) => void;
  onClear: (() => void) | null;
}) {
  const t = useTexts();
  return (
    <FilterPanel
      label={t('filters.heading')}
      summary={count === 0 ? t('filters.heading') : t('filters.set', { count })}
      clear={onClear && { label: t('clear'), onClick: onClear }}
    >
      <SelectField
        label={t('filters.state')}
        value={filters.state}
        onChange={(event) => onSet('state', event.target.value)}
      >
        {SignalState.options.map((state) => (
          <option key={state} value={state}>
            {t(`states.${state}`)}
          </option>
        ))}
        <option value="all">{t('filters.anyState')}</option>
      </SelectField>
      <SelectField
        label={t('filters.kind')}
        value={filters.kind ?? ''}
        onChange={(event) => onSet('kind', event.target.value)}
      >
        <option value="">{t('filters.anyKind')}</option>
        {SignalKind.options.map((kind) => (
          <option key={kind} value={kind}>
            {t(`kinds.${kind}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('filters.level')}
        value={filters.level ?? ''}
        onChange={(event) => onSet('level', event.target.value)}
      >
        <option value="">{t('filters.anyLevel')}</option>
        {SignalLevel.options.map((level) => (
          <option key={level} value={level}>
            {t(`levels.${level}`)}
          </option>
        ))}
      </SelectField>
      <PersonFilter
        label={t('filters.person')}
        anybody={t('filters.anybody')}
        personId={filters.person_id}
        name={personName}
        onChoose={(id) => onSet('person_id', id)}
      />
      <DayRangeFields
        labels={{ from: t('filters.from'), to: t('filters.to') }}
        from={filters.from}
        to={filters.to}
        onSet={onSet}
      />
    </FilterPanel>
  );
}
