import type { LookAlike } from '@hadir/contract/look-alikes.ts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { CircleCheckBig } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { toFailure } from '#lib/failure.ts';
import { Button } from '#ui/button.tsx';
import { Page } from '#ui/page.tsx';
import { Segmented } from '#ui/segmented.tsx';
import { EmptyState, FailureNotice, LoadingState } from '#ui/states.tsx';
import { LookAlikeCard } from './look-alike-card.tsx';
import { lookAlikeCountQuery, lookAlikesQuery } from './look-alike-queries.ts';
import { useTexts } from './texts.ts';
import { TwinList } from './twin-list.tsx';
import { VerdictDialog } from './verdict-dialog.tsx';

const views = ['open', 'closed', 'twins'] as const;

/** Registered faces that come close to somebody else's, for an admin to decide, and the twins of the school. */
export default function LookAlikesPage() {
  const t = useTexts();
  const [address, setAddress] = useSearchParams();
  const view = views.find((each) => each === address.get('view')) ?? 'open';
  const count = useQuery(lookAlikeCountQuery).data?.open;
  return (
    <Page title={t('title')} intro={t('intro')}>
      <Segmented
        legend={t('views')}
        value={view}
        onChange={(next) => setAddress(next === 'open' ? {} : { view: next }, { replace: true })}
        segments={views.map((value) => ({
          value,
          label: t(value),
          ...(value === 'open' && count !== undefined ? { count } : {}),
        }))}
      />
      {view === 'twins' ? <TwinList /> : <Pairs key={view} state={view} />}
    </Page>
  );
}

function Pairs({ state }: { state: 'open' | 'closed' }) {
  const t = useTexts();
  const query = useInfiniteQuery(lookAlikesQuery(state));
  const [deciding, setDeciding] = useState<LookAlike | null>(null);
  const items = query.data?.pages.flatMap((page) => page.items);
  return (
    <>
      {query.isPending && <LoadingState />}
      {query.error && <FailureNotice failure={toFailure(query.error)} onRetry={() => void query.refetch()} />}
      {items?.length === 0 && (
        <EmptyState
          icon={<CircleCheckBig className="size-8" />}
          title={t(state === 'open' ? 'emptyOpen' : 'emptyClosed')}
        >
          {t(state === 'open' ? 'emptyOpenHint' : 'emptyClosedHint')}
        </EmptyState>
      )}
      {items?.map((item) => (
        <LookAlikeCard key={item.id} item={item} onDecide={() => setDeciding(item)} />
      ))}
      {query.hasNextPage && (
        <div className="text-center">
          <Button look="secondary" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
      {deciding && <VerdictDialog item={deciding} onClose={() => setDeciding(null)} />}
    </>
  );
}
