import { endTimetableRule, type TimetableRule } from '@hadir/contract/timetable.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { CalendarSync, Plus } from 'lucide-react';
import { useState } from 'react';
import { callOrThrow } from '#lib/api.ts';
import { toFailure } from '#lib/failure.ts';
import { useCommand } from '#lib/use-command.ts';
import { useDebounced } from '#lib/use-debounced.ts';
import { Button } from '#ui/button.tsx';
import { ConfirmDialog } from '#ui/confirm-dialog.tsx';
import { SearchField } from '#ui/search-field.tsx';
import { EmptyState, FailureNotice, LoadingState } from '#ui/states.tsx';
import { showToast } from '#ui/toast.tsx';
import { RuleCard } from './rule-card.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { useTexts } from './texts.ts';
import { rulesQuery, timetableKeys } from './timetable-queries.ts';

/** Classes that come again; an admin makes, changes and ends them here. */
export function RuleList({ canWrite }: { canWrite: boolean }) {
  const t = useTexts();
  const [search, setSearch] = useState('');
  const query = useInfiniteQuery(rulesQuery(useDebounced(search)));
  const [edited, setEdited] = useState<TimetableRule | 'new' | null>(null);
  const [ending, setEnding] = useState<TimetableRule | null>(null);
  const rules = query.data?.pages.flatMap((page) => page.items) ?? [];
  const end = useCommand(({ id }: TimetableRule) => callOrThrow(endTimetableRule, { params: { id } }), {
    refresh: [timetableKeys.all],
    onDone: (_, { title }) => {
      showToast(t('rules.ended', { title }));
      setEnding(null);
    },
  });
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <SearchField
          className="w-full sm:w-96"
          label={t('rules.search')}
          value={search}
          onChange={(next) => setSearch(next)}
        />
        {canWrite && (
          <Button icon={<Plus className="size-5" aria-hidden="true" />} onClick={() => setEdited('new')}>
            {t('rules.new')}
          </Button>
        )}
      </div>
      {query.isPending && <LoadingState />}
      {query.error && <FailureNotice failure={toFailure(query.error)} onRetry={() => void query.refetch()} />}
      {query.data && rules.length === 0 && (
        <EmptyState
          icon={<CalendarSync className="size-8" />}
          title={t(search.trim() === '' ? 'rules.empty' : 'rules.noMatch')}
        >
          {search.trim() === '' && t(canWrite ? 'rules.emptyHint' : 'rules.emptyTeacher')}
        </EmptyState>
      )}
      {rules.length > 0 && (
        <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
          {rules.map((rule) => (
            <RuleCard
              key={rule.id}
              rule={rule}
              canWrite={canWrite}
              onEdit={() => setEdited(rule)}
              onEnd={() => setEnding(rule)}
            />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <div className="text-center">
          <Button look="secondary" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('rules.more')}
          </Button>
        </div>
      )}
      {edited && <RuleDialog rule={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      {ending && (
        <ConfirmDialog
          title={t('rules.endTitle', { title: ending.title })}
          description={t('rules.endExplained')}
          confirmLabel={t('rules.end')}
          look="danger"
          isBusy={end.isBusy}
          failure={end.failure}
          onConfirm={() => end.run(ending)}
          onClose={() => setEnding(null)}
        />
      )}
    </>
  );
}
