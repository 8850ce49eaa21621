import type { ReviewDetail } from '@hadir/contract/review.ts';
import { useMe } from '#features/sign-in/me.ts';
import { formatDayTime } from '#lib/format.ts';
import { Card } from '#ui/card.tsx';
import { useTexts } from './texts.ts';

/** What people did to a mark, oldest first; nothing while nobody did anything. */
export function MarkHistory({ history }: Pick<ReviewDetail, 'history'>) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  if (history.length === 0) return null;
  return (
    <Card title={t('mark.history')}>
      <ol className="space-y-2">
        {history.map(({ at, by, reason, state, status }) => (
          <li key={`${at} ${state} ${status}`} className="wrap-anywhere">
            {t('mark.historyItem', {
              time: formatDayTime(at, zone),
              name: by ?? t('somebody'),
              state: state === 'confirmed' ? t(`status.${status}`) : t(`state.${state}`),
              reason,
            })}
          </li>
        ))}
      </ol>
    </Card>
  );
}
