import type { CalibrationBin, CalibrationOf } from '@hadir/contract/calibration.ts';
import { formatNumber } from '#lib/format.ts';
import { Card } from '#ui/card.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { DistanceChart, KindSign } from './distance-chart.tsx';
import { useTexts } from './texts.ts';

const kinds = ['strangers', 'shots', 'marks'] as const;

/** The histogram with the table of the same numbers beside it. */
export function DistanceCard({ shown, threshold }: { shown: CalibrationOf; threshold: number | null }) {
  const t = useTexts();
  const columns: Column<CalibrationBin>[] = [
    {
      key: 'from',
      header: t('table.from'),
      isRowHeader: true,
      className: 'whitespace-nowrap',
      cell: ({ from }) => t('table.to', { from: format(from), to: format(from + shown.bin_width) }),
    },
    ...kinds.map((kind) => ({
      key: kind,
      header: t(`kind.${kind}`),
      isNumber: true,
      cell: (bin: CalibrationBin) => formatNumber(bin[kind]),
    })),
  ];
  return (
    <div className="grid items-start gap-5 xl:grid-cols-[3fr_2fr]">
      <Card title={t('chart.title')}>
        <p className="mb-3 text-ink-soft">{t('chart.hint')}</p>
        <DistanceChart shown={shown} threshold={threshold} />
        <ul className="mt-4 space-y-2 text-sm">
          {kinds.map((kind) => (
            <li key={kind} className="flex gap-3">
              <KindSign kind={kind} />
              <span>
                <span className="font-medium">{t(`kind.${kind}`)}</span>{' '}
                <span className="text-ink-soft">{t(`kindHint.${kind}`, { count: shown[kind] })}</span>
              </span>
            </li>
          ))}
        </ul>
      </Card>
      <Table
        caption={t('table.title')}
        columns={columns}
        rows={shown.bins.filter(isAnything)}
        getKey={({ from }) => String(from)}
      />
    </div>
  );
}

const isAnything = ({ strangers, shots, marks }: CalibrationBin) => strangers + shots + marks > 0;

const format = (distance: number) => formatNumber(distance, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
