import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { CircleCheckBig } from 'lucide-react';
import type { ReactNode } from 'react';
import { toFailure } from '#lib/failure.ts';
import { Button } from '#ui/button.tsx';
import { EmptyState, FailureNotice, LoadingState } from '#ui/states.tsx';
import { useTexts } from './texts.ts';

/** A list that comes in pages: loading, failed, empty, and the way to more. */
export function PagedList<P extends { items: readonly unknown[] }>({
  query,
  emptyTitle,
  emptyHint,
  children,
}: {
  query: UseInfiniteQueryResult<InfiniteData<P>>;
  emptyTitle: string;
  emptyHint: string;
  children: (pages: P[]) => ReactNode;
}) {
  const t = useTexts();
  const pages = query.data?.pages;
  return (
    <>
      {query.isPending && <LoadingState />}
      {query.error && <FailureNotice failure={toFailure(query.error)} onRetry={() => void query.refetch()} />}
      {pages?.every(({ items }) => items.length === 0) && (
        <EmptyState icon={<CircleCheckBig className="size-8" />} title={emptyTitle}>
          {emptyHint}
        </EmptyState>
      )}
      {pages?.some(({ items }) => items.length > 0) && children(pages)}
      {query.hasNextPage && (
        <div className="text-center">
          <Button look="secondary" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  );
}
