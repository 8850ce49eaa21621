import { useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { useMay, useMe } from '#features/sign-in/me.ts';
import { dayOf } from '#lib/zoned-day.ts';
import { Page } from '#ui/page.tsx';
import { ClassesReport } from './classes-report.tsx';
import { CoursesReport } from './courses-report.tsx';
import { DailyReport } from './daily-report.tsx';
import { type AskedReport, ExportButtons } from './export-buttons.tsx';
import { printReport } from './print-report.ts';
import { ReportFilterBar } from './report-filter-bar.tsx';
import { changeReportFilters, type ReportFilters, readReportFilters } from './report-filters.ts';
import { StudentsReport } from './students-report.tsx';
import { useTexts } from './texts.ts';
import { TrendReport } from './trend-report.tsx';

/** Attendance in figures. Which report and of what stands in the address, so that it can be kept and sent. */
export default function ReportsPage() {
  const t = useTexts();
  const client = useQueryClient();
  const zone = useMe().school.time_zone;
  const mayExport = useMay('reports:export');
  const [address, setAddress] = useSearchParams();
  const filters = readReportFilters(address, dayOf(Date.now(), zone));
  return (
    <Page title={t(`report.${filters.report}`)} intro={t('intro')}>
      <ReportFilterBar
        filters={filters}
        onChange={(change) => setAddress((old) => changeReportFilters(old, change), { replace: true })}
      />
      {mayExport && <ExportButtons report={asked(filters)} onPrint={() => printReport(client)} />}
      <Shown filters={filters} zone={zone} />
    </Page>
  );
}

function Shown({ filters, zone }: { filters: ReportFilters; zone: string }) {
  const { report } = filters;
  if (report === 'daily') return <DailyReport on={filters.on} zone={zone} />;
  if (report === 'courses') return <CoursesReport filters={filters} />;
  if (report === 'classes') return <ClassesReport filters={filters} />;
  if (report === 'trend') return <TrendReport filters={filters} />;
  return <StudentsReport filters={filters} below={report === 'low' ? filters.below : null} />;
}

/** The same question as the screen asks, for a file. */
function asked(filters: ReportFilters): AskedReport {
  const { report, course_id, class_id, stream_id, search, below, by } = filters;
  const days = { from_on: filters.from, to_on: filters.to };
  const scope = { ...(course_id && { course_id }), ...(class_id && { class_id }) };
  if (report === 'daily') return { report, on: filters.on };
  if (report === 'courses' || report === 'classes') return { report, ...days };
  if (report === 'trend') return { report, ...days, ...scope, by };
  const students = { report: 'students', ...days, ...scope, ...(stream_id && { stream_id }) } as const;
  return report === 'low' ? { ...students, below } : { ...students, ...(search && { search }) };
}
