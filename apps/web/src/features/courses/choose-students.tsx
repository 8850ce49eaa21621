import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleQuery } from '#features/people/people-queries.ts';
import { useMe } from '#features/sign-in/me.ts';
import { toFailure } from '#lib/failure.ts';
import { formatFacts } from '#lib/format.ts';
import { useDebounced } from '#lib/use-debounced.ts';
import { Button } from '#ui/button.tsx';
import { CheckboxField } from '#ui/checkbox-field.tsx';
import { SearchField } from '#ui/search-field.tsx';
import { FailureNotice, LoadingState } from '#ui/states.tsx';
import { enrollmentsQuery } from './course-queries.ts';
import { useTexts } from './texts.ts';

/** The students that a teacher has in some course, or an admin in the school, with a tick each; those in the course already cannot be chosen again. */
export function ChooseStudents({
  courseId,
  chosen,
  onChange,
  onPaste,
}: {
  courseId: string;
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
  /** To the way by e-mail, which reaches every student of the school. */
  onPaste: () => void;
}) {
  const t = useTexts();
  const isAdmin = useMe().role === 'admin';
  const [search, setSearch] = useState('');
  const enrolled = useQuery(enrollmentsQuery(courseId));
  const query = useInfiniteQuery(peopleQuery({ role: 'student', search: useDebounced(search) }));
  const inCourse = new Set(enrolled.data?.items.map(({ student }) => student.id));
  const people = query.data?.pages.flatMap((page) => page.items);

  function toggle(id: string, isChosen: boolean) {
    const next = new Set(chosen);
    if (isChosen) next.add(id);
    else next.delete(id);
    onChange(next);
  }

  return (
    <div className="space-y-2">
      <SearchField label={t('add.search')} value={search} onChange={setSearch} />
      {query.isPending && <LoadingState />}
      {query.error && <FailureNotice failure={toFailure(query.error)} onRetry={() => void query.refetch()} />}
      {people?.length === 0 && (
        <div className="space-y-2 py-4 text-center text-ink-soft">
          <p className="font-semibold text-ink">{t('add.noneFound')}</p>
          <p>{t(isAdmin ? 'add.noneRegistered' : 'add.noneTaught')}</p>
          {!isAdmin && (
            <Button look="secondary" onClick={onPaste}>
              {t('add.pasteInstead')}
            </Button>
          )}
        </div>
      )}
      {people && people.length > 0 && (
        <ul className="max-h-72 divide-y divide-line overflow-y-auto rounded-xl border border-line px-3">
          {people.map(({ id, name, email, admission_number }) => (
            <li key={id}>
              <CheckboxField
                label={
                  <>
                    <span className="block font-medium">{name}</span>
                    <span className="block text-sm break-all text-ink-soft">
                      {inCourse.has(id) ? t('add.already') : formatFacts([admission_number, email])}
                    </span>
                  </>
                }
                disabled={inCourse.has(id)}
                checked={chosen.has(id) || inCourse.has(id)}
                onChange={(event) => toggle(id, event.target.checked)}
              />
            </li>
          ))}
          {query.hasNextPage && (
            <li className="py-2 text-center">
              <Button look="quiet" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t('add.more')}
              </Button>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
