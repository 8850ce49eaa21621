import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleQuery } from '#features/people/people-queries.ts';
import { toFailure } from '#lib/failure.ts';
import { useDebounced } from '#lib/use-debounced.ts';
import { Button } from '#ui/button.tsx';
import { SearchField } from '#ui/search-field.tsx';
import { FailureNotice, LoadingState } from '#ui/states.tsx';
import { useTexts } from './texts.ts';

type Chosen = { readonly id: string; readonly name: string };

/** Students of the school by name or e-mail, one of them to be chosen. */
export function StudentSearch({
  without,
  onChoose,
}: {
  without: readonly string[];
  onChoose: (person: Chosen) => void;
}) {
  const t = useTexts();
  const [search, setSearch] = useState('');
  const query = useInfiniteQuery(peopleQuery({ role: 'student', search: useDebounced(search) }));
  const people = query.data?.pages.flatMap((page) => page.items).filter(({ id }) => !without.includes(id));
  return (
    <div className="space-y-2">
      <SearchField label={t('pairs.search')} value={search} onChange={setSearch} />
      {query.isPending && <LoadingState />}
      {query.error && <FailureNotice failure={toFailure(query.error)} onRetry={() => void query.refetch()} />}
      {people?.length === 0 && <p className="py-2 text-center text-ink-soft">{t('pairs.none')}</p>}
      <ul className="max-h-56 overflow-y-auto">
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
        <Button look="quiet" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  );
}
