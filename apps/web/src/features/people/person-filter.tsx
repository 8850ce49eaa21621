import { ChevronDown, X } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { controlClasses, Field } from '#ui/field.tsx';
import type { PeopleFilters } from './people-filters.ts';
import { type ChosenPerson, PersonSearch } from './person-search.tsx';
import { useTexts } from './texts.ts';

/** One person out of thousands: found by search, not in a list of all. */
export function PersonFilter({
  label,
  anybody,
  ofRole,
  personId,
  name,
  onChoose,
}: {
  label: string;
  /** Says that nobody is chosen. */
  anybody: string;
  /** People of this role only. */
  ofRole?: PeopleFilters['role'];
  personId: string | undefined;
  /** As far as the page knows it. */
  name: string | undefined;
  /** Told the empty text when nobody is chosen any more. */
  onChoose: (id: string) => void;
}) {
  const t = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  const [chosen, setChosen] = useState<ChosenPerson | null>(null);
  const known = chosen?.id === personId ? chosen?.name : name;
  const shown = personId === undefined ? anybody : (known ?? t('filter.chosen'));

  function choose(person: ChosenPerson) {
    setChosen(person);
    onChoose(person.id);
    setIsOpen(false);
  }

  return (
    <Field label={label}>
      {(wiring) => (
        <div className="flex gap-1">
          <button
            {...wiring}
            type="button"
            aria-haspopup="dialog"
            aria-label={`${label}: ${shown}`}
            className={`${controlClasses} flex items-center justify-between gap-2 text-start`}
            onClick={() => setIsOpen(true)}
          >
            <span className="min-w-0 truncate">{shown}</span>
            <ChevronDown className="size-4 shrink-0" aria-hidden="true" />
          </button>
          {personId !== undefined && (
            <IconButton label={anybody} className="shrink-0" onClick={() => onChoose('')}>
              <X className="size-5" />
            </IconButton>
          )}
          {isOpen && (
            <Dialog isOpen onClose={() => setIsOpen(false)} title={label}>
              <PersonSearch label={t('filter.search')} none={t('filter.none')} ofRole={ofRole} onChoose={choose} />
            </Dialog>
          )}
        </div>
      )}
    </Field>
  );
}
