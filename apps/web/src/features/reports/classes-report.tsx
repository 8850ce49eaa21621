import type { ClassRow, reportClasses } from '@hadir/contract/reports.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Reply } from '#lib/api.ts';
import { formatNumber } from '#lib/format.ts';
import type { Column } from '#ui/table.tsx';
import { LazyChart } from './lazy-chart.tsx';
import { PagedReport } from './paged-report.tsx';
import type { ReportFilters } from './report-filters.ts';
import { classesReportQuery } from './report-queries.ts';
import { ReportTable } from './report-table.tsx';
import { useTexts } from './texts.ts';

/** Each class of the school over the days, by level. */
export function ClassesReport({ filters }: { filters: ReportFilters }) {
  const t = useTexts();
  const query = useInfiniteQuery(classesReportQuery(filters));
  const nameOf = (row: ClassRow) => row.class?.name ?? t('noClass');
  const link = (row: ClassRow) =>
    row.class ? (
      <Link
        to={`/reports?report=trend&class_id=${row.class.id}&from=${filters.from}&to=${filters.to}`}
        className="text-brand underline underline-offset-2"
      >
        {row.class.name}
      </Link>
    ) : (
      t('noClass')
    );
  const columns: Column<ClassRow>[] = [
    { key: 'class', header: t('column.class'), cell: link, isRowHeader: true },
    { key: 'level', header: t('column.level'), cell: (row) => row.class?.level ?? '–', isNumber: true },
    { key: 'students', header: t('column.students'), cell: (row) => formatNumber(row.students), isNumber: true },
  ];
  return (
    <PagedReport<ClassRow, Reply<typeof reportClasses>>
      query={query}
      empty={{ title: t('empty.held'), hint: t('empty.heldHint') }}
    >
      {(rows) => (
        <>
          <LazyChart kind="bar" points={rows.map((row) => ({ name: nameOf(row), percentage: row.tally.percentage }))} />
          <ReportTable
            caption={t('report.classes')}
            columns={columns}
            rows={rows}
            getKey={(row) => row.class?.id ?? 'none'}
            name={link}
            about={(row) => t('studentCount', { count: row.students })}
          />
        </>
      )}
    </PagedReport>
  );
}
