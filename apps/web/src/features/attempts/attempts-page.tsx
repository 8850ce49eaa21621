import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { ClipboardList } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { useMe } from '#features/sign-in/me.ts';
import { toFailure } from '#lib/failure.ts';
import { formatNumber } from '#lib/format.ts';
import { Button } from '#ui/button.tsx';
import { Page } from '#ui/page.tsx';
import { EmptyState, FailureNotice, LoadingState } from '#ui/states.tsx';
import { AttemptFiles } from './attempt-files.tsx';
import { AttemptFilterBar } from './attempt-filter-bar.tsx';
import { readFilters, withFilter } from './attempt-filters.ts';
import { AttemptList } from './attempt-list.tsx';
import { AttemptOrigin } from './attempt-origin.tsx';
import { attemptsQuery } from './attempt-queries.ts';
import { useTexts } from './texts.ts';

/** Everything anybody presented, accepted or not. The filters stand in the address. */
export default function AttemptsPage() {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const [address, setAddress] = useSearchParams();
  const filters = readFilters(address);
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  const query = useInfiniteQuery({ ...attemptsQuery(filters, zone), placeholderData: keepPreviousData });
  const attempts = query.data?.pages.flatMap((page) => page.items) ?? [];
  const clear = () => setAddress({}, { replace: true });

  return (
    <Page title={t('title')} intro={t('explained')}>
      <AttemptFilterBar
        filters={filters}
        zone={zone}
        attempts={attempts}
        onSet={(name, value) => setAddress((old) => withFilter(old, name, value), { replace: true })}
        onClear={isFiltered ? clear : null}
      />
      <AttemptOrigin
        filters={filters}
        onLift={(name) => setAddress((old) => withFilter(old, name, ''), { replace: true })}
      />
      <AttemptFiles filters={filters} zone={zone} />
      {query.isPending && <LoadingState />}
      {query.error && <FailureNotice failure={toFailure(query.error)} onRetry={() => void query.refetch()} />}
      {query.data && (
        <p role="status" className="font-medium">
          {describeTotal(query.data.pages[0], t)}
        </p>
      )}
      {query.data && attempts.length === 0 && (
        <EmptyState
          icon={<ClipboardList className="size-8" />}
          title={t(isFiltered ? 'noMatch' : 'empty')}
          actions={
            isFiltered && (
              <Button look="secondary" onClick={clear}>
                {t('filters.clear')}
              </Button>
            )
          }
        >
          {!isFiltered && t('emptyHint')}
        </EmptyState>
      )}
      {attempts.length > 0 && (
        <div className={query.isPlaceholderData ? 'opacity-60' : undefined} aria-busy={query.isPlaceholderData}>
          <AttemptList attempts={attempts} zone={zone} />
        </div>
      )}
      {query.hasNextPage && (
        <div className="flex flex-wrap items-center justify-center gap-3">
          <span className="text-ink-soft">{t('shown', { shown: formatNumber(attempts.length) })}</span>
          <Button look="secondary" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </Page>
  );
}

function describeTotal(
  page: { total: number; total_is_exact: boolean } | undefined,
  t: ReturnType<typeof useTexts>,
): string {
  if (!page) return '';
  const formatted = formatNumber(page.total);
  return page.total_is_exact ? t('total', { count: page.total, formatted }) : t('totalMore', { formatted });
}
