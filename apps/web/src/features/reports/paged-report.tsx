import type { Period } from '@hadir/contract/reports.ts';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { FileSpreadsheet } from 'lucide-react';
import type { ReactNode } from 'react';
import { toFailure } from '#lib/failure.ts';
import { formatNumber } from '#lib/format.ts';
import { Button } from '#ui/button.tsx';
import { EmptyState, FailureNotice, LoadingState } from '#ui/states.tsx';
import { PeriodLine } from './period-line.tsx';
import { useTexts } from './texts.ts';

type Page<R> = { period: Period; items: R[] };

/** A report that comes in pages: loading, failure, emptiness, its interval, and the way to more. */
export function PagedReport<R, P extends Page<R>>({
  query,
  empty,
  onMore,
  children,
}: {
  query: UseInfiniteQueryResult<InfiniteData<P>>;
  /** Says that there is nothing, and what to do about it. */
  empty: { title: string; hint?: string };
  /** In place of fetching one page. */
  onMore?: () => void;
  children: (rows: R[], first: P) => ReactNode;
}) {
  const t = useTexts();
  const first = query.data?.pages[0];
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const hasFailed = query.error !== null && !query.isFetching;
  return (
    <div className="space-y-5">
      {hasFailed && <FailureNotice failure={toFailure(query.error)} onRetry={() => void query.refetch()} />}
      {((!first && !hasFailed) || (rows.length === 0 && query.hasNextPage)) && <LoadingState label={t('counting')} />}
      {first && <PeriodLine period={first.period} />}
      {first && rows.length === 0 && !query.hasNextPage && (
        <EmptyState icon={<FileSpreadsheet className="size-8" />} title={empty.title}>
          {empty.hint}
        </EmptyState>
      )}
      {first && rows.length > 0 && children(rows, first)}
      {query.hasNextPage && (
        <div className="flex flex-wrap items-center justify-center gap-3 print:hidden">
          <span className="text-ink-soft">{t('shown', { shown: formatNumber(rows.length) })}</span>
          <Button
            data-more
            look="secondary"
            isBusy={query.isFetchingNextPage}
            onClick={onMore ?? (() => void query.fetchNextPage())}
          >
            {t('more')}
          </Button>
        </div>
      )}
    </div>
  );
}
