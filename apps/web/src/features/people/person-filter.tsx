import { useInfiniteQuery } from '@tanstack/react-query';
import { ChevronDown, X } from 'lucide-react';
import { useState } from 'react';
import { toFailure } from '#lib/failure.ts';
import { useDebounced } from '#lib/use-debounced.ts';
import { Button, IconButton } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { controlClasses, Field } from '#ui/field.tsx';
import { SearchField } from '#ui/search-field.tsx';
import { FailureNotice, LoadingState } from '#ui/states.tsx';
import type { PeopleFilters } from './people-filters.ts';
import { peopleQuery } from './people-queries.ts';
import { useTexts } from './texts.ts';

type Chosen = { readonly id: string; readonly name: string };

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
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const known = chosen?.id === personId ? chosen?.name : name;
  const shown = personId === undefined ? anybody : (known ?? t('filter.chosen'));

  function choose(person: Chosen) {
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
          {isOpen && <PersonDialog title={label} ofRole={ofRole} onChoose={choose} onClose={() => setIsOpen(false)} />}
        </div>
      )}
    </Field>
  );
}

function PersonDialog({
  title,
  ofRole,
  onChoose,
  onClose,
}: {
  title: string;
  ofRole: PeopleFilters['role'];
  onChoose: (person: Chosen) => void;
  onClose: () => void;
}) {
  const t = useTexts();
  const [search, setSearch] = useState('');
  const query = useInfiniteQuery(peopleQuery({ role: ofRole, search: useDebounced(search) }));
  const people = query.data?.pages.flatMap((page) => page.items);
  return (
    <Dialog isOpen onClose={onClose} title={title}>
      <SearchField label={t('filter.search')} value={search} onChange={setSearch} />
      <div className="mt-2 max-h-80 overflow-y-auto">
        {query.isPending && <LoadingState />}
        {query.error && <FailureNotice failure={toFailure(query.error)} onRetry={() => void query.refetch()} />}
        {people?.length === 0 && <p className="py-4 text-center text-ink-soft">{t('filter.none')}</p>}
        <ul>
          {people?.map(({ id, name, email }) => (
            <li key={id}>
              <button
                type="button"
                className="flex min-h-11 w-full flex-wrap items-baseline gap-x-3 rounded-xl px-3 py-2 text-start hover:bg-sunken"
                onClick={() => onChoose({ id, name })}
              >
                <span className="font-medium">{name}</span>
                <span className="text-sm break-all text-ink-soft">{email}</span>
              </button>
            </li>
          ))}
        </ul>
        {query.hasNextPage && (
          <Button
            look="quiet"
            className="w-full"
            isBusy={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('more')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
