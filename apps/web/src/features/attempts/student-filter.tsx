import { useInfiniteQuery } from '@tanstack/react-query';
import { ChevronDown, X } from 'lucide-react';
import { useState } from 'react';
import { peopleQuery } from '#features/people/people-queries.ts';
import { toFailure } from '#lib/failure.ts';
import { useDebounced } from '#lib/use-debounced.ts';
import { Button, IconButton } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { controlClasses, Field } from '#ui/field.tsx';
import { SearchField } from '#ui/search-field.tsx';
import { FailureNotice, LoadingState } from '#ui/states.tsx';
import { useTexts } from './texts.ts';

type Chosen = { readonly id: string; readonly name: string };

/** One student out of thousands: found by search, not in a list of all. */
export function StudentFilter({
  studentId,
  name,
  onChoose,
}: {
  studentId: string | undefined;
  /** As far as the page knows it. */
  name: string | undefined;
  onChoose: (id: string) => void;
}) {
  const t = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const known = chosen?.id === studentId ? chosen?.name : name;
  const shown = studentId === undefined ? t('filters.anyStudent') : (known ?? t('filters.chosenStudent'));

  function choose(student: Chosen) {
    setChosen(student);
    onChoose(student.id);
    setIsOpen(false);
  }

  return (
    <Field label={t('filters.student')}>
      {(wiring) => (
        <div className="flex gap-1">
          <button
            {...wiring}
            type="button"
            aria-haspopup="dialog"
            aria-label={`${t('filters.student')}: ${shown}`}
            className={`${controlClasses} flex items-center justify-between gap-2 text-start`}
            onClick={() => setIsOpen(true)}
          >
            <span className="min-w-0 truncate">{shown}</span>
            <ChevronDown className="size-4 shrink-0" aria-hidden="true" />
          </button>
          {studentId !== undefined && (
            <IconButton label={t('filters.anyStudent')} className="shrink-0" onClick={() => onChoose('')}>
              <X className="size-5" />
            </IconButton>
          )}
          {isOpen && <StudentDialog onChoose={choose} onClose={() => setIsOpen(false)} />}
        </div>
      )}
    </Field>
  );
}

function StudentDialog({ onChoose, onClose }: { onChoose: (student: Chosen) => void; onClose: () => void }) {
  const t = useTexts();
  const [search, setSearch] = useState('');
  const query = useInfiniteQuery(peopleQuery({ role: 'student', search: useDebounced(search) }));
  const students = query.data?.pages.flatMap((page) => page.items);
  return (
    <Dialog isOpen onClose={onClose} title={t('filters.student')}>
      <SearchField label={t('filters.studentSearch')} value={search} onChange={setSearch} />
      <div className="mt-2 max-h-80 overflow-y-auto">
        {query.isPending && <LoadingState />}
        {query.error && <FailureNotice failure={toFailure(query.error)} onRetry={() => void query.refetch()} />}
        {students?.length === 0 && <p className="py-4 text-center text-ink-soft">{t('filters.noStudent')}</p>}
        <ul>
          {students?.map(({ id, name, email }) => (
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
            {t('filters.moreStudents')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
