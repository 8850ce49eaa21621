import { Bar, BarChart, CartesianGrid, Line, LineChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { formatPercentage } from '#lib/format.ts';
import { useTexts } from './texts.ts';

export type Point = { name: string; percentage: number | null };

const axis = { stroke: 'var(--ink-soft)', fontSize: 13 } as const;
const ends = { top: 12, right: 12, bottom: 4, left: 0 };

/** Percentages beside each other, or over time; the table below has every figure. Time goes to the right everywhere. */
export function AttendanceChart({ points, kind }: { points: Point[]; kind: 'line' | 'bar' }) {
  const t = useTexts();
  const Chart = kind === 'line' ? LineChart : BarChart;
  return (
    <div role="img" aria-label={t('chart')} dir="ltr" className="h-56 w-full sm:h-72 print:hidden">
      <ResponsiveContainer width="100%" height="100%">
        <Chart data={points} margin={ends} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis dataKey="name" minTickGap={24} {...axis} />
          <YAxis domain={[0, 100]} width={52} tickFormatter={(value: number) => formatPercentage(value)} {...axis} />
          {kind === 'line' ? (
            <Line
              dataKey="percentage"
              stroke="var(--brand)"
              strokeWidth={2.5}
              dot={points.length <= 31}
              connectNulls
              isAnimationActive={false}
            />
          ) : (
            <Bar dataKey="percentage" fill="var(--brand)" maxBarSize={48} isAnimationActive={false} />
          )}
        </Chart>
      </ResponsiveContainer>
    </div>
  );
}
