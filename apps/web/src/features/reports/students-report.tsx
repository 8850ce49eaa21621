import type { reportStudents, StudentRow } from '@hadir/contract/reports.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import type { Reply } from '#lib/api.ts';
import { formatFacts, formatPercentage } from '#lib/format.ts';
import type { Column } from '#ui/table.tsx';
import { PagedReport } from './paged-report.tsx';
import type { ReportFilters } from './report-filters.ts';
import { studentsQuery } from './report-queries.ts';
import { ReportTable, TwoLines } from './report-table.tsx';
import { useTexts } from './texts.ts';

const PER_PAGE = 50;

/** Each student over the days, by name; with `below` only who has less. */
export function StudentsReport({ filters, below }: { filters: ReportFilters; below: number | null }) {
  const t = useTexts();
  const query = useInfiniteQuery(studentsQuery(filters, below));
  const shown = query.data?.pages.reduce((sum, { items }) => sum + items.length, 0) ?? 0;
  const [wanted, setWanted] = useState(PER_PAGE);
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  // Where few are low, a page ends before it is full: the search goes on by itself.
  const isLooking = below !== null && shown < wanted && hasNextPage && !isFetching && !isError;
  useEffect(() => {
    if (isLooking) void fetchNextPage();
  }, [isLooking, fetchNextPage]);
  const group = (row: StudentRow) => formatFacts([row.class_name, row.stream_name]);
  const link = ({ student }: StudentRow) => (
    <Link
      to={`/reports/students/${student.id}?from=${filters.from}&to=${filters.to}`}
      className="text-brand underline underline-offset-2"
    >
      {student.name}
    </Link>
  );
  const columns: Column<StudentRow>[] = [
    {
      key: 'name',
      header: t('column.name'),
      cell: (row) => <TwoLines first={link(row)} second={row.student.admission_number ?? ''} />,
      isRowHeader: true,
    },
    { key: 'class', header: t('column.class'), cell: (row) => group(row) || '–' },
  ];
  const empty =
    below === null
      ? { title: t('empty.students'), hint: t('empty.studentsHint') }
      : { title: t('empty.low', { percentage: formatPercentage(below) }) };
  return (
    <PagedReport<StudentRow, Reply<typeof reportStudents>>
      query={query}
      empty={empty}
      {...(below !== null && { onMore: () => setWanted(shown + PER_PAGE) })}
    >
      {(rows) => (
        <ReportTable
          caption={t(below === null ? 'report.students' : 'report.low')}
          columns={columns}
          rows={rows}
          getKey={(row) => row.student.id}
          name={link}
          about={(row) => formatFacts([row.student.admission_number, row.class_name, row.stream_name])}
        />
      )}
    </PagedReport>
  );
}
