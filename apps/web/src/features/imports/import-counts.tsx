import type { Import } from '@hadir/contract/imports.ts';
import { formatNumber } from '#lib/format.ts';
import { useTexts } from './texts.ts';

const before = ['rows', 'made', 'changed', 'unchanged', 'wrong'] as const;
const after = ['rows', 'made', 'changed', 'unchanged'] as const;
const undone = [...after, 'taken_back', 'kept'] as const;

/** The rows of a file by what becomes, or became, of them. */
export function ImportCounts({ item: { state, counts } }: { item: Import }) {
  const t = useTexts();
  const shown =
    state === 'checked'
      ? before.map((name) => ({ name, label: t(`counts.checked.${name}`) }))
      : (state === 'undone' ? undone : after).map((name) => ({ name, label: t(`counts.done.${name}`) }));
  return (
    <dl className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-6">
      {shown.map(({ name, label }) => (
        <div key={name} className="rounded-2xl border border-line bg-surface p-4 shadow-lift">
          <dt className="text-sm text-ink-soft">{label}</dt>
          <dd className={`text-2xl font-bold tabular-nums ${name === 'wrong' && counts.wrong > 0 ? 'text-bad' : ''}`}>
            {formatNumber(counts[name])}
          </dd>
        </div>
      ))}
    </dl>
  );
}
