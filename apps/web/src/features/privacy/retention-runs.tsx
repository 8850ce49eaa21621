import { RetentionKind, type RetentionRun, runRetention, tryRetention } from '@hadir/contract/privacy.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Calculator, History, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useMe } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { toFailure } from '#lib/failure.ts';
import { formatDayTime, formatFacts, formatNumber } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { CardList } from '#ui/card-list.tsx';
import { DataList } from '#ui/data-list.tsx';
import { EmptyState, FailureNotice, LoadingState } from '#ui/states.tsx';
import { showToast } from '#ui/toast.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import { privacyKeys, runsQuery } from './privacy-queries.ts';
import { useTexts } from './texts.ts';

/** What retention would take and took; an admin need not wait for the daily round. */
export function RetentionRuns() {
  const t = useTexts();
  const query = useInfiniteQuery(runsQuery());
  const [asks, setAsks] = useState(false);
  const count = useCommand(() => callOrThrow(tryRetention, { body: {} }), { refresh: [privacyKeys.runs] });
  const run = useCommand((password: string) => callOrThrow(runRetention, { body: { password } }), {
    refresh: [privacyKeys.runs],
    onDone: () => {
      setAsks(false);
      showToast(t('runs.ran'));
    },
  });
  const items = query.data?.pages.flatMap((page) => page.items);
  return (
    <Card title={t('runs.title')}>
      <div className="space-y-4">
        <p className="text-ink-soft">{t('runs.text')}</p>
        <div className="flex flex-wrap gap-2">
          <Button
            look="secondary"
            icon={<Calculator className="size-5" />}
            isBusy={count.isBusy}
            onClick={() => count.run(undefined)}
          >
            {t('runs.dry')}
          </Button>
          <Button look="secondary" icon={<Trash2 className="size-5" />} onClick={() => setAsks(true)}>
            {t('runs.run')}
          </Button>
        </div>
        {count.failure && <FailureNotice failure={count.failure} />}
        {query.isPending && <LoadingState />}
        {query.error && <FailureNotice failure={toFailure(query.error)} onRetry={() => void query.refetch()} />}
        {items?.length === 0 && (
          <EmptyState icon={<History className="size-8" />} title={t('runs.empty')}>
            {t('runs.emptyHint')}
          </EmptyState>
        )}
        {items && items.length > 0 && (
          <CardList label={t('runs.title')} rows={items} getKey={({ id }) => id}>
            {(item) => <Run run={item} />}
          </CardList>
        )}
        {query.hasNextPage && (
          <Button look="secondary" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('runs.more')}
          </Button>
        )}
      </div>
      {asks && (
        <PasswordDialog
          title={t('runs.run')}
          description={t('runs.runText')}
          submitLabel={t('runs.run')}
          look="danger"
          command={run}
          onClose={() => {
            setAsks(false);
            run.reset();
          }}
        />
      )}
    </Card>
  );
}

function Run({ run }: { run: RetentionRun }) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const Icon = run.is_dry_run ? Calculator : Trash2;
  const counts = RetentionKind.options.flatMap((kind) => {
    const count = run.counts[kind];
    return count === undefined ? [] : [{ name: t(`kinds.${kind}`), value: formatNumber(count) }];
  });
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-semibold">
          {formatFacts([formatDayTime(run.at, zone), run.started_by ?? t('runs.daily')])}
        </h3>
        <Badge tone={run.is_dry_run ? 'info' : 'warn'} icon={<Icon className="size-4" aria-hidden="true" />}>
          {t(run.is_dry_run ? 'runs.counted' : 'runs.forgotten')}
        </Badge>
      </div>
      {counts.length === 0 ? <p className="text-ink-soft">{t('runs.nothing')}</p> : <DataList items={counts} />}
    </div>
  );
}
