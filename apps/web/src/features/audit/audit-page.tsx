import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { useMe } from '#features/sign-in/me.ts';
import { toFailure } from '#lib/failure.ts';
import { formatNumber } from '#lib/format.ts';
import { Button } from '#ui/button.tsx';
import { CheckboxField } from '#ui/checkbox-field.tsx';
import { Page } from '#ui/page.tsx';
import { EmptyState, FailureNotice, LoadingState } from '#ui/states.tsx';
import { AuditFilterBar } from './audit-filter-bar.tsx';
import { type AuditFilters, countAuditFilters, readAuditFilters, withAuditFilter } from './audit-filters.ts';
import { AuditList } from './audit-list.tsx';
import { auditQuery } from './audit-queries.ts';
import { useTexts } from './texts.ts';

/** Who did what to what. The filters stand in the address. */
export default function AuditPage() {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const [address, setAddress] = useSearchParams();
  const filters = readAuditFilters(address);
  const isFiltered = countAuditFilters(filters) > 0;
  const query = useInfiniteQuery({ ...auditQuery(filters, zone), placeholderData: keepPreviousData });
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const clear = () => setAddress({}, { replace: true });
  const set = (name: keyof AuditFilters, value: string) =>
    setAddress((old) => withAuditFilter(old, name, value), { replace: true });

  return (
    <Page title={t('title')} intro={t('intro')}>
      <AuditFilterBar filters={filters} rows={rows} onSet={set} onClear={isFiltered ? clear : null} />
      {filters.action === undefined && (
        <CheckboxField
          label={t('filters.changesOnly')}
          checked={filters.views === undefined}
          onChange={(event) => set('views', event.target.checked ? '' : 'shown')}
        />
      )}
      {query.isPending && <LoadingState />}
      {query.error && <FailureNotice failure={toFailure(query.error)} onRetry={() => void query.refetch()} />}
      {query.data && rows.length === 0 && (
        <EmptyState
          icon={<ScrollText className="size-8" />}
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
      {rows.length > 0 && (
        <div className={query.isPlaceholderData ? 'opacity-60' : undefined} aria-busy={query.isPlaceholderData}>
          <AuditList rows={rows} zone={zone} onSet={set} />
        </div>
      )}
      {query.hasNextPage && (
        <div className="flex flex-wrap items-center justify-center gap-3">
          <span role="status" className="text-ink-soft">
            {t('shown', { shown: formatNumber(rows.length) })}
          </span>
          <Button look="secondary" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </Page>
  );
}
