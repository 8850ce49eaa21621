import type { DayRow, reportDay } from '@hadir/contract/reports.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Reply } from '#lib/api.ts';
import { formatFacts, formatNumber, formatPercentage, formatTimeRange } from '#lib/format.ts';
import { Badge, type Tone } from '#ui/badge.tsx';
import type { Column } from '#ui/table.tsx';
import { PagedReport } from './paged-report.tsx';
import { dayQuery } from './report-queries.ts';
import { ReportTable, TwoLines } from './report-table.tsx';
import { useTexts } from './texts.ts';

const tones: Record<DayRow['phase'], Tone> = {
  ...{ planned: 'neutral', open: 'info', ended: 'good', not_held: 'warn', cancelled: 'neutral' },
};

/** Each class session of a day: who was expected and what became of them. */
export function DailyReport({ on, zone }: { on: string; zone: string }) {
  const t = useTexts();
  const query = useInfiniteQuery(dayQuery(on));
  const time = (row: DayRow) => formatTimeRange(row.starts_at, row.ends_at, zone);
  const course = (row: DayRow) => formatFacts([row.course.code, row.course.section]);
  const link = (row: DayRow) => (
    <Link to={`/sessions/${row.session_id}`} className="text-brand underline underline-offset-2">
      {row.title}
    </Link>
  );
  const phase = (row: DayRow) => <Badge tone={tones[row.phase]}>{t(`phase.${row.phase}`)}</Badge>;
  const columns: Column<DayRow>[] = [
    { key: 'time', header: t('column.time'), cell: time, className: 'max-w-36 tabular-nums' },
    {
      key: 'title',
      header: t('column.session'),
      cell: (row) => (
        <TwoLines first={link(row)} second={formatFacts([row.course.code, row.course.section, row.teacher])} />
      ),
      isRowHeader: true,
    },
    { key: 'phase', header: t('column.phase'), cell: phase },
    { key: 'expected', header: t('column.expected'), cell: (row) => formatNumber(row.expected), isNumber: true },
  ];
  return (
    <PagedReport<DayRow, Reply<typeof reportDay>> query={query} empty={{ title: t('empty.daily') }}>
      {(rows, { total }) => (
        <>
          {total && (
            <p className="text-lg">
              {total.tally.percentage === null
                ? t('dayNone', { sessions: formatNumber(total.sessions) })
                : t('dayTotal', {
                    ended: formatNumber(total.ended),
                    sessions: formatNumber(total.sessions),
                    percentage: formatPercentage(total.tally.percentage),
                  })}
            </p>
          )}
          <ReportTable
            caption={t('report.daily')}
            columns={columns}
            rows={rows}
            getKey={(row) => row.session_id}
            name={link}
            about={(row) => (
              <div className="space-y-1">
                <p>{formatFacts([time(row), course(row), row.teacher])}</p>
                <p className="flex flex-wrap items-center gap-2">
                  {phase(row)}
                  {t('expected', { count: row.expected })}
                </p>
              </div>
            )}
          />
        </>
      )}
    </PagedReport>
  );
}
