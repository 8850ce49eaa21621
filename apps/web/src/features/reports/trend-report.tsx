import type { TrendRow } from '@hadir/contract/reports.ts';
import { useQuery } from '@tanstack/react-query';
import { TrendingUp } from 'lucide-react';
import { formatDay, formatNumber } from '#lib/format.ts';
import { QueryView } from '#ui/query-view.tsx';
import { EmptyState } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { formatCalendarDay } from './format-calendar-day.ts';
import { LazyChart } from './lazy-chart.tsx';
import { PeriodLine } from './period-line.tsx';
import type { ReportFilters } from './report-filters.ts';
import { trendQuery } from './report-queries.ts';
import { ReportTable } from './report-table.tsx';
import { useTexts } from './texts.ts';

/** Attendance by day, week or month. */
export function TrendReport({ filters }: { filters: ReportFilters }) {
  const t = useTexts();
  const query = useQuery(trendQuery(filters));
  const on = (row: TrendRow) => formatCalendarDay(row.on);
  const columns: Column<TrendRow>[] = [
    { key: 'on', header: t(`column.${filters.by}`), cell: on, isRowHeader: true, className: 'whitespace-nowrap' },
    { key: 'sessions', header: t('column.sessions'), cell: (row) => formatNumber(row.sessions), isNumber: true },
  ];
  return (
    <QueryView query={query} loading={t('counting')}>
      {({ period, items }) => (
        <div className="space-y-5">
          <PeriodLine period={period} />
          {items.length === 0 ? (
            <EmptyState icon={<TrendingUp className="size-8" />} title={t('empty.held')}>
              {t('empty.heldHint')}
            </EmptyState>
          ) : (
            <>
              <LazyChart
                kind="line"
                points={items.map((row) => ({
                  name: formatDay(`${row.on}T00:00:00Z`, 'UTC'),
                  percentage: row.tally.percentage,
                }))}
              />
              <ReportTable
                caption={t('report.trend')}
                columns={columns}
                rows={items}
                getKey={(row) => row.on}
                name={on}
                about={(row) => t('sessionCount', { count: row.sessions })}
              />
            </>
          )}
        </div>
      )}
    </QueryView>
  );
}
