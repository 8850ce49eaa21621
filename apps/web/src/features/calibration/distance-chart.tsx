import type { CalibrationOf } from '@hadir/contract/calibration.ts';
import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { formatNumber, formatPercentage } from '#lib/format.ts';
import { useTexts } from './texts.ts';

/** Between two figures of the axis. */
const TICK = 0.2;

type Kind = 'strangers' | 'shots' | 'marks';

/** Told apart by the line's pattern as well as by its colour. */
const lines: Record<Kind, { stroke: string; strokeDasharray?: string }> = {
  strangers: { stroke: 'var(--bad)' },
  shots: { stroke: 'var(--good)', strokeDasharray: '8 4' },
  marks: { stroke: 'var(--brand)', strokeDasharray: '2 3' },
};

/** Shares of each kind over distance. Distances grow to the right in every language. */
export function DistanceChart({ shown, threshold }: { shown: CalibrationOf; threshold: number | null }) {
  const t = useTexts();
  const share = (count: number, of: number) => (of === 0 ? null : (100 * count) / of);
  const data = shown.bins.map(({ from, strangers, shots, marks }) => ({
    at: from + shown.bin_width / 2,
    strangers: share(strangers, shown.strangers),
    shots: share(shots, shown.shots),
    marks: share(marks, shown.marks),
  }));
  const end = (shown.bins.at(-1)?.from ?? 1) + shown.bin_width;
  return (
    <div role="img" aria-label={t('chart.label')} dir="ltr" className="h-64 w-full sm:h-80">
      <ResponsiveContainer width="100%" height="100%">
        <LineChart data={data} margin={{ top: 24, right: 12, bottom: 4, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis
            dataKey="at"
            type="number"
            domain={[0, end]}
            ticks={Array.from({ length: Math.floor(end / TICK + 1e-9) + 1 }, (_, i) => i * TICK)}
            tickFormatter={(value: number) => formatNumber(value, { maximumFractionDigits: 2 })}
            stroke="var(--ink-soft)"
            fontSize={13}
          />
          <YAxis
            width={48}
            tickFormatter={(value: number) => formatPercentage(value)}
            stroke="var(--ink-soft)"
            fontSize={13}
          />
          {threshold !== null && (
            <ReferenceLine
              x={threshold}
              stroke="var(--ink)"
              strokeWidth={2}
              label={{ value: t('chart.threshold'), position: 'top', fill: 'var(--ink)', fontSize: 13 }}
            />
          )}
          {(['strangers', 'shots', 'marks'] as const).map((kind) => (
            <Line
              key={kind}
              dataKey={kind}
              type="step"
              dot={false}
              strokeWidth={2.5}
              isAnimationActive={false}
              {...lines[kind]}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

/** The line of a kind, for the list that names it. */
export function KindSign({ kind }: { kind: Kind }) {
  return (
    <svg width="32" height="12" className="mt-1 shrink-0" aria-hidden="true">
      <line x1="0" y1="6" x2="32" y2="6" strokeWidth="3" {...lines[kind]} />
    </svg>
  );
}
