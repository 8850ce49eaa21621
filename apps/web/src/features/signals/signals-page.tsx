import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { ShieldCheck, Waypoints } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { useMe } from '#features/sign-in/me.ts';
import { toFailure } from '#lib/failure.ts';
import { formatNumber } from '#lib/format.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Page } from '#ui/page.tsx';
import { EmptyState, FailureNotice, LoadingState } from '#ui/states.tsx';
import { SignalFilterBar } from './signal-filter-bar.tsx';
import { readFilters, withFilter } from './signal-filters.ts';
import { SignalList } from './signal-list.tsx';
import { signalsQuery } from './signal-queries.ts';
import { SignalRules } from './signal-rules.tsx';
import { useTexts } from './texts.ts';

/** What in the attempts an admin should look at, the newest first. The filters stand in the address. */
export default function SignalsPage() {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const [address, setAddress] = useSearchParams();
  const filters = readFilters(address);
  const query = useInfiniteQuery({ ...signalsQuery(filters, zone), placeholderData: keepPreviousData });
  const signals = query.data?.pages.flatMap((page) => page.items) ?? [];
  const count = [...address.keys()].length;
  const clear = () => setAddress({}, { replace: true });
  const open = query.data?.pages[0]?.open_total;
  const people = signals.flatMap((signal) => signal.people);

  return (
    <Page
      title={t('title')}
      intro={t('explained')}
      actions={
        <ButtonLink to="/signals/graph" look="secondary" icon={<Waypoints className="size-5" aria-hidden="true" />}>
          {t('graphLink')}
        </ButtonLink>
      }
    >
      <SignalFilterBar
        filters={filters}
        personName={people.find(({ id }) => id === filters.person_id)?.name}
        count={count}
        onSet={(name, value) => setAddress((old) => withFilter(old, name, value), { replace: true })}
        onClear={count > 0 ? clear : null}
      />
      {query.isPending && <LoadingState />}
      {query.error && <FailureNotice failure={toFailure(query.error)} onRetry={() => void query.refetch()} />}
      {open !== undefined && (
        <p role="status" className="font-medium">
          {t('openTotal', { count: open, formatted: formatNumber(open) })}
        </p>
      )}
      {query.data && signals.length === 0 && (
        <EmptyState
          icon={<ShieldCheck className="size-8" />}
          title={t(count > 0 ? 'noMatch' : 'empty')}
          actions={
            count > 0 ? (
              <Button look="secondary" onClick={clear}>
                {t('clear')}
              </Button>
            ) : (
              <Button look="secondary" onClick={() => setAddress({ state: 'all' }, { replace: true })}>
                {t('showAll')}
              </Button>
            )
          }
        >
          {count === 0 && t('emptyHint')}
        </EmptyState>
      )}
      {signals.length > 0 && (
        <div className={query.isPlaceholderData ? 'opacity-60' : undefined} aria-busy={query.isPlaceholderData}>
          <SignalList signals={signals} zone={zone} />
        </div>
      )}
      {query.hasNextPage && (
        <div className="text-center">
          <Button look="secondary" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
      <SignalRules />
    </Page>
  );
}
