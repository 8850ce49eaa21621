import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toFailure } from '#lib/failure.ts';
import { useDebounced } from '#lib/use-debounced.ts';
import { Button } from '#ui/button.tsx';
import { SearchField } from '#ui/search-field.tsx';
import { FailureNotice, LoadingState } from '#ui/states.tsx';
import type { PeopleFilters } from './people-filters.ts';
import { peopleQuery } from './people-queries.ts';
import { useTexts } from './texts.ts';

export type ChosenPerson = { readonly id: string; readonly name: string };

/** People of the school by name or e-mail, one of them to be chosen. */
export function PersonSearch({
  label,
  none,
  ofRole,
  without = [],
  onChoose,
}: {
  label: string;
  /** Says that nobody fits. */
  none: string;
  /** People of this role only. */
  ofRole: PeopleFilters['role'];
  without?: readonly string[];
  onChoose: (person: ChosenPerson) => void;
}) {
  const t = useTexts();
  const [search, setSearch] = useState('');
  const query = useInfiniteQuery(peopleQuery({ role: ofRole, search: useDebounced(search) }));
  const people = query.data?.pages.flatMap((page) => page.items).filter(({ id }) => !without.includes(id));
  return (
    <div className="space-y-2">
      <SearchField label={label} value={search} onChange={setSearch} />
      <div className="max-h-80 overflow-y-auto">
        {query.isPending && <LoadingState />}
        {query.error && <FailureNotice failure={toFailure(query.error)} onRetry={() => void query.refetch()} />}
        {people?.length === 0 && <p className="py-4 text-center text-ink-soft">{none}</p>}
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
    </div>
  );
}
