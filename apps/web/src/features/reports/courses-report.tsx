import type { CourseRow, reportCourses } from '@hadir/contract/reports.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Reply } from '#lib/api.ts';
import { formatFacts, formatNumber } from '#lib/format.ts';
import type { Column } from '#ui/table.tsx';
import { LazyChart } from './lazy-chart.tsx';
import { PagedReport } from './paged-report.tsx';
import type { ReportFilters } from './report-filters.ts';
import { coursesReportQuery } from './report-queries.ts';
import { ReportTable, TwoLines } from './report-table.tsx';
import { useTexts } from './texts.ts';

/** Each course over the days, by code. */
export function CoursesReport({ filters }: { filters: ReportFilters }) {
  const t = useTexts();
  const query = useInfiniteQuery(coursesReportQuery(filters));
  const code = ({ course }: CourseRow) => formatFacts([course.code, course.section]);
  const link = (row: CourseRow) => (
    <Link
      to={`/reports?report=students&course_id=${row.course.id}&from=${filters.from}&to=${filters.to}`}
      className="text-brand underline underline-offset-2"
    >
      {row.course.title}
    </Link>
  );
  const columns: Column<CourseRow>[] = [
    {
      key: 'title',
      header: t('column.course'),
      cell: (row) => <TwoLines first={link(row)} second={formatFacts([code(row), row.teacher])} />,
      isRowHeader: true,
    },
    { key: 'students', header: t('column.students'), cell: (row) => formatNumber(row.students), isNumber: true },
    { key: 'sessions', header: t('column.sessions'), cell: (row) => formatNumber(row.sessions), isNumber: true },
  ];
  return (
    <PagedReport<CourseRow, Reply<typeof reportCourses>> query={query} empty={{ title: t('empty.courses') }}>
      {(rows) => (
        <>
          <LazyChart kind="bar" points={rows.map((row) => ({ name: code(row), percentage: row.tally.percentage }))} />
          <ReportTable
            caption={t('report.courses')}
            columns={columns}
            rows={rows}
            getKey={(row) => row.course.id}
            name={link}
            about={(row) =>
              formatFacts([
                code(row),
                row.teacher,
                t('studentCount', { count: row.students }),
                t('sessionCount', { count: row.sessions }),
              ])
            }
          />
        </>
      )}
    </PagedReport>
  );
}
