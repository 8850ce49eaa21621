import type { Tally } from '@hadir/contract/reports.ts';
import { formatNumber, formatPercentage } from '#lib/format.ts';
import type { Column } from '#ui/table.tsx';
import { useTexts } from './texts.ts';

const counts = ['present', 'late', 'absent', 'pending', 'excused', 'sick'] as const;

/** The figures of a row, the same in every report. */
export function useTallyColumns<R extends { tally: Tally | null }>(): Column<R>[] {
  const t = useTexts();
  return [
    {
      key: 'percentage',
      header: t('column.percentage'),
      cell: ({ tally }: R) => <Percentage value={tally?.percentage ?? null} />,
      isNumber: true,
      className: 'font-semibold whitespace-nowrap',
    },
    ...counts.map((name) => ({
      key: name,
      header: t(`status.${name}`),
      cell: ({ tally }: R) => (tally ? formatNumber(tally[name]) : '–'),
      isNumber: true,
    })),
  ];
}

/** A dash where nothing was held that a share could be taken of. */
export function Percentage({ value }: { value: number | null }) {
  const t = useTexts();
  if (value !== null) return formatPercentage(value);
  return (
    <span className="relative">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{t('nothingHeld')}</span>
    </span>
  );
}

/** The same figures under each other, for a card: those that are not nothing. */
export function TallyLine({ tally }: { tally: Tally | null }) {
  const t = useTexts();
  const shown = tally ? counts.filter((name) => tally[name] > 0) : [];
  if (!tally || shown.length === 0) return null;
  return (
    <dl className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {shown.map((name) => (
        <div key={name} className="flex gap-1">
          <dt className="text-ink-soft">{t(`status.${name}`)}</dt>
          <dd className="font-medium tabular-nums">{formatNumber(tally[name])}</dd>
        </div>
      ))}
    </dl>
  );
}
