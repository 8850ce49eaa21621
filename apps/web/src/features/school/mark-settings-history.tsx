import type { SettingsVersion } from '@hadir/contract/settings.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMe } from '#features/sign-in/me.ts';
import { toFailure } from '#lib/failure.ts';
import { formatDayTime } from '#lib/format.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { FailureNotice, LoadingState } from '#ui/states.tsx';
import { describeSetting, describeSettingValue } from './describe-setting.ts';
import { markSettingsHistoryQuery } from './mark-settings-queries.ts';
import { useTexts } from './texts.ts';

/** Who changed what, when and why. */
export function MarkSettingsHistory() {
  const t = useTexts();
  const query = useInfiniteQuery(markSettingsHistoryQuery());
  const versions = query.data?.pages.flatMap((page) => page.items);
  return (
    <Card title={t('marks.history')}>
      {query.isPending && <LoadingState />}
      {query.error && <FailureNotice failure={toFailure(query.error)} onRetry={() => void query.refetch()} />}
      {versions?.length === 0 && <p className="text-ink-soft">{t('marks.historyEmpty')}</p>}
      <ol className="divide-y divide-line">
        {versions?.map((version) => (
          <li key={version.version} className="space-y-1 py-3 first:pt-0 last:pb-0">
            <Version version={version} />
          </li>
        ))}
      </ol>
      {query.hasNextPage && (
        <Button
          look="secondary"
          className="mt-3"
          isBusy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('marks.more')}
        </Button>
      )}
    </Card>
  );
}

function Version({ version }: { version: SettingsVersion }) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const { changed_at, changed_by, reason, changes } = version;
  return (
    <>
      <h3 className="font-semibold">{t('marks.version', { version: version.version })}</h3>
      <p className="text-sm text-ink-soft wrap-anywhere">
        {t('marks.by', {
          name: changed_by?.name ?? t('marks.somebody'),
          time: formatDayTime(changed_at, zone),
          reason,
        })}
      </p>
      <ul>
        {changes.map((change) => (
          <li key={change.field}>
            {t('marks.change', {
              what: describeSetting(change.field),
              before: describeSettingValue(change.before),
              after: describeSettingValue(change.after),
            })}
          </li>
        ))}
      </ul>
    </>
  );
}
