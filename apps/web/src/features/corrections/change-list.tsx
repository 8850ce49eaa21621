import type { getOwnHistory, RecordChangeShown } from '@hadir/contract/corrections.ts';
import type { Reply } from '#lib/api.ts';
import { formatDayTime, formatFacts } from '#lib/format.ts';
import { useTexts } from './texts.ts';

type History = Reply<typeof getOwnHistory>;

/** What became of a record, oldest first: who, when, from what to what, and why. */
export function ChangeList({ history, zone }: { history: History; zone: string }) {
  const t = useTexts();
  const { marked, items } = history;
  const name = (shown: RecordChangeShown['after'] | null) => {
    if (shown === null || shown.state === 'rejected') return t('standing.none');
    return shown.state === 'pending' ? t('standing.pending') : t(`standing.${shown.status}`);
  };
  return (
    <ol className="space-y-3">
      {marked && (
        <li className="rounded-xl bg-sunken p-3">
          {t('history.marked', { at: formatDayTime(marked.at, zone), method: t(`method.${marked.method}`) })}
        </li>
      )}
      {items.map((item) => (
        <li key={item.id} className="rounded-xl border border-line p-3">
          <p className="font-semibold">{t('history.change', { from: name(item.before), to: name(item.after) })}</p>
          <p className="text-sm text-ink-soft">
            {formatFacts([
              item.by ?? t('history.gone'),
              formatDayTime(item.at, zone),
              item.proposed_by && t('history.proposed', { name: item.proposed_by }),
              item.was_asked && t('history.asked'),
            ])}
          </p>
          {item.reason !== null && <p className="wrap-anywhere">{item.reason}</p>}
        </li>
      ))}
      {!marked && items.length === 0 && <li className="text-ink-soft">{t('history.empty')}</li>}
    </ol>
  );
}
