import type { HistoryRow, reportStudent } from '@hadir/contract/reports.ts';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { useMay, useMe } from '#features/sign-in/me.ts';
import type { Reply } from '#lib/api.ts';
import { formatFacts, formatTimeRange } from '#lib/format.ts';
import { dayOf } from '#lib/zoned-day.ts';
import { BackLink } from '#ui/back-link.tsx';
import { CardList } from '#ui/card-list.tsx';
import { DayRangeFields } from '#ui/filter-panel.tsx';
import { Page } from '#ui/page.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { ExportButtons } from './export-buttons.tsx';
import { formatCalendarDay } from './format-calendar-day.ts';
import { PagedReport } from './paged-report.tsx';
import { printReport } from './print-report.ts';
import { changeReportFilters, readReportFilters } from './report-filters.ts';
import { studentQuery } from './report-queries.ts';
import { ReportTable, TwoLines } from './report-table.tsx';
import { StatusBadge } from './status-badge.tsx';
import { useTexts } from './texts.ts';

type StudentReport = Reply<typeof reportStudent>;

/** One student: the figures of each course, and every class session that counts. */
export default function StudentReportPage() {
  const t = useTexts();
  const { id = '' } = useParams();
  const client = useQueryClient();
  const zone = useMe().school.time_zone;
  const mayExport = useMay('reports:export');
  const [address, setAddress] = useSearchParams();
  const days = readReportFilters(address, dayOf(Date.now(), zone));
  const query = useInfiniteQuery(studentQuery(id, days));
  const name = query.data?.pages[0]?.student.name;
  return (
    <Page title={name === undefined ? t('report.student') : t('studentTitle', { name })}>
      <div className="print:hidden">
        <BackLink to={`/people/${id}`}>{t('backToPerson')}</BackLink>
      </div>
      <section
        aria-label={t('filters.heading')}
        className="grid gap-3 rounded-2xl border border-line bg-surface p-4 sm:grid-cols-2 print:hidden"
      >
        <DayRangeFields
          labels={{ from: t('filters.from'), to: t('filters.to') }}
          from={days.from}
          to={days.to}
          onSet={(name, value) => setAddress((old) => changeReportFilters(old, { [name]: value }), { replace: true })}
        />
      </section>
      {mayExport && (
        <ExportButtons
          report={{ report: 'student', student_id: id, from_on: days.from, to_on: days.to }}
          onPrint={() => printReport(client)}
        />
      )}
      <PagedReport<HistoryRow, StudentReport>
        query={query}
        empty={{ title: t('empty.held'), hint: t('empty.heldHint') }}
      >
        {(rows, { courses }) => (
          <>
            <Courses courses={courses} />
            <History rows={rows} zone={zone} />
          </>
        )}
      </PagedReport>
    </Page>
  );
}

function Courses({ courses }: Pick<StudentReport, 'courses'>) {
  const t = useTexts();
  const code = ({ course }: StudentReport['courses'][number]) => formatFacts([course.code, course.section]);
  return (
    <section aria-label={t('byCourse')} className="space-y-3">
      <h2 className="text-lg font-semibold">{t('byCourse')}</h2>
      <ReportTable
        caption={t('byCourse')}
        columns={[
          {
            key: 'title',
            header: t('column.course'),
            cell: (row) => <TwoLines first={row.course.title} second={code(row)} />,
            isRowHeader: true,
          },
        ]}
        rows={courses}
        getKey={({ course }) => course.id}
        name={({ course }) => course.title}
        about={code}
        heading="h3"
      />
    </section>
  );
}

function History({ rows, zone }: { rows: HistoryRow[]; zone: string }) {
  const t = useTexts();
  const day = (row: HistoryRow) => formatCalendarDay(dayOf(Date.parse(row.starts_at), zone));
  const time = (row: HistoryRow) => formatTimeRange(row.starts_at, row.ends_at, zone);
  const course = (row: HistoryRow) => formatFacts([row.course.code, row.course.section]);
  const columns: Column<HistoryRow>[] = [
    { key: 'day', header: t('column.day'), cell: day, className: 'whitespace-nowrap' },
    { key: 'time', header: t('column.time'), cell: time, className: 'whitespace-nowrap tabular-nums' },
    { key: 'course', header: t('column.course'), cell: course },
    { key: 'session', header: t('column.session'), cell: (row) => row.title, isRowHeader: true },
    { key: 'status', header: t('column.status'), cell: (row) => <StatusBadge status={row.status} /> },
    { key: 'method', header: t('column.method'), cell: (row) => (row.method ? t(`method.${row.method}`) : '–') },
  ];
  return (
    <section aria-label={t('bySession')} className="space-y-3">
      <h2 className="text-lg font-semibold">{t('bySession')}</h2>
      <div className="hidden lg:block print:block">
        <Table caption={t('bySession')} columns={columns} rows={rows} getKey={(row) => row.session_id} />
      </div>
      <div className="lg:hidden print:hidden">
        <CardList label={t('bySession')} rows={rows} getKey={(row) => row.session_id}>
          {(row) => (
            <div className="flex items-start justify-between gap-3">
              <div className="min-w-0">
                <h3 className="font-semibold wrap-anywhere">{row.title}</h3>
                <p className="text-sm text-ink-soft">{formatFacts([day(row), time(row), course(row)])}</p>
              </div>
              <StatusBadge status={row.status} />
            </div>
          )}
        </CardList>
      </div>
    </section>
  );
}
