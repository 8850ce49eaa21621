import type { Import, ImportedRow } from '@hadir/contract/imports.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { toFailure } from '#lib/failure.ts';
import { formatFacts, formatNumber } from '#lib/format.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { CardList } from '#ui/card-list.tsx';
import { FailureNotice, LoadingState } from '#ui/states.tsx';
import { importedRowsQuery } from './import-queries.ts';
import { useTexts } from './texts.ts';

/** What the import made and changed, and once it was undone what stayed and why. */
export function ImportedRows({ item }: { item: Import }) {
  const t = useTexts();
  const isUndone = item.state === 'undone';
  const query = useInfiniteQuery(importedRowsQuery(item.id, isUndone ? 'kept' : undefined));
  const title = t(isUndone ? 'whatStayed' : 'whatItDid');
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card title={title}>
      {query.isPending && <LoadingState />}
      {query.error && <FailureNotice failure={toFailure(query.error)} onRetry={() => void query.refetch()} />}
      {query.data && rows.length === 0 && (
        <p className="text-ink-soft">{t(isUndone ? 'nothingStayed' : 'didNothing')}</p>
      )}
      {rows.length > 0 && (
        <CardList label={title} rows={rows} getKey={({ id }) => id}>
          {(row) => <Row row={row} />}
        </CardList>
      )}
      {query.hasNextPage && (
        <div className="mt-4 text-center">
          <Button look="secondary" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </Card>
  );
}

const pages = { person: '/people', course: '/courses' } as const;

function Row({ row: { row, subject, change, kept_because } }: { row: ImportedRow }) {
  const t = useTexts();
  const { type, id, name } = subject;
  const page = type === 'person' || type === 'course' ? pages[type] : null;
  return (
    <>
      <p className="wrap-anywhere">
        {name !== null && page !== null ? (
          <Link to={`${page}/${id}`} className="font-semibold text-brand underline underline-offset-4">
            {name}
          </Link>
        ) : (
          <span className="font-semibold">{name ?? t('noLonger')}</span>
        )}
      </p>
      <p className="text-sm text-ink-soft">
        {formatFacts([
          t('row', { row: formatNumber(row, { useGrouping: false }) }),
          t(`subjects.${type}`),
          t(`changes.${change}`),
        ])}
      </p>
      {kept_because !== null && <p className="mt-1">{t(`kept.${kept_because}`)}</p>}
    </>
  );
}
