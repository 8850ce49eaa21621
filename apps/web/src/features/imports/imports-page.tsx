import type { Import } from '@hadir/contract/imports.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { Link } from 'react-router';
import { useMe } from '#features/sign-in/me.ts';
import { toFailure } from '#lib/failure.ts';
import { formatDayTime, formatFacts } from '#lib/format.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { CardList } from '#ui/card-list.tsx';
import { Page } from '#ui/page.tsx';
import { EmptyState, FailureNotice, LoadingState } from '#ui/states.tsx';
import { importsQuery } from './import-queries.ts';
import { StateBadge } from './state-badge.tsx';
import { useTexts } from './texts.ts';

/** Files that were imported, newest first, and the way to the next one. */
export default function ImportsPage() {
  const t = useTexts();
  const query = useInfiniteQuery(importsQuery());
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const start = (
    <ButtonLink to="/imports/new" icon={<FileUp className="size-5" aria-hidden="true" />}>
      {t('new')}
    </ButtonLink>
  );
  return (
    <Page title={t('title')} intro={t('intro')} actions={start}>
      {query.isPending && <LoadingState />}
      {query.error && <FailureNotice failure={toFailure(query.error)} onRetry={() => void query.refetch()} />}
      {query.data && items.length === 0 && (
        <EmptyState icon={<FileUp className="size-8" />} title={t('empty')}>
          {t('emptyHint')}
        </EmptyState>
      )}
      {items.length > 0 && (
        <CardList label={t('title')} rows={items} getKey={({ id }) => id}>
          {(item) => <ImportRow item={item} />}
        </CardList>
      )}
      {query.hasNextPage && (
        <Button look="secondary" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Page>
  );
}

function ImportRow({ item }: { item: Import }) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const { id, kind, file_name, counts, created_by, created_at } = item;
  return (
    <article className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
      <div className="min-w-0">
        <h2 className="font-semibold wrap-anywhere">
          <Link to={`/imports/${id}`} className="text-brand underline underline-offset-4">
            {file_name}
          </Link>
        </h2>
        <p className="text-ink-soft">
          {formatFacts([t(`kinds.${kind}`), t('rows', { count: counts.rows }), created_by?.name])}
        </p>
        <time dateTime={created_at} className="text-sm text-ink-soft">
          {formatDayTime(created_at, zone)}
        </time>
      </div>
      <StateBadge state={item.state} />
    </article>
  );
}
