import { SignalKind, SignalLevel, SignalState } from '@hadir/contract/signals.ts';
import { ChevronDown, SlidersHorizontal, X } from 'lucide-react';
import { useState } from 'react';
import { PersonFilter } from '#features/people/person-filter.tsx';
import { Button } from '#ui/button.tsx';
import { classes } from '#ui/classes.ts';
import { SelectField, TextField } from '#ui/field.tsx';
import type { SignalFilters } from './signal-filters.ts';
import { useTexts } from './texts.ts';

/** The filters of the list; on narrow screens behind a button, or the list would begin a screen lower. */
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
  const [isOpen, setIsOpen] = useState(false);
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
            {t('clear')}
          </Button>
        )}
      </div>
    </section>
  );
}
