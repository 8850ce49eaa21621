import {
  reportClasses,
  reportCourses,
  reportDay,
  reportStudent,
  reportStudents,
  reportTrend,
} from '@hadir/contract/reports.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { callOrThrow } from '#lib/api.ts';
import type { ReportFilters } from './report-filters.ts';

const firstPage: string | null = null;
type Page = { next_cursor: string | null };
type Asked = { pageParam: string | null; signal: AbortSignal };

const after = (cursor: string | null) => (cursor === null ? {} : { cursor });
/** Figures of fifty thousand students are not counted anew whenever a window is looked at. */
const calm = { staleTime: 60_000, refetchOnWindowFocus: false };

function paged<P extends Page>(key: readonly unknown[], fetchPage: (asked: Asked) => Promise<P>) {
  return infiniteQueryOptions({
    queryKey: ['reports', ...key],
    queryFn: ({ pageParam, signal }) => fetchPage({ pageParam, signal }),
    initialPageParam: firstPage,
    getNextPageParam: (page: P) => page.next_cursor,
    ...calm,
  });
}

type Days = Pick<ReportFilters, 'from' | 'to'>;
const daysOf = ({ from, to }: Days) => ({ from_on: from, to_on: to });

/** Each class session of a day. */
export function dayQuery(on: string) {
  return paged(['daily', on], ({ pageParam, signal }) =>
    callOrThrow(reportDay, { query: { on, ...after(pageParam) }, signal }),
  );
}

/** Each student over some days; with `below` only who has less. */
export function studentsQuery(filters: ReportFilters, below: number | null) {
  const { course_id, class_id, stream_id } = filters;
  const search = below === null ? filters.search : undefined;
  const query = {
    ...daysOf(filters),
    ...{ ...(course_id && { course_id }), ...(class_id && { class_id }), ...(stream_id && { stream_id }) },
    ...{ ...(search && { search }), ...(below !== null && { below }) },
  };
  return paged(['students', query], ({ pageParam, signal }) =>
    callOrThrow(reportStudents, { query: { ...query, ...after(pageParam) }, signal }),
  );
}

export function coursesReportQuery(days: Days) {
  return paged(['courses', days.from, days.to], ({ pageParam, signal }) =>
    callOrThrow(reportCourses, { query: { ...daysOf(days), ...after(pageParam) }, signal }),
  );
}

export function classesReportQuery(days: Days) {
  return paged(['classes', days.from, days.to], ({ pageParam, signal }) =>
    callOrThrow(reportClasses, { query: { ...daysOf(days), ...after(pageParam) }, signal }),
  );
}

/** At most 400 rows, so in one piece. */
export function trendQuery({ from, to, by, course_id, class_id }: ReportFilters) {
  const query = { from_on: from, to_on: to, by, ...(course_id && { course_id }), ...(class_id && { class_id }) };
  return queryOptions({
    queryKey: ['reports', 'trend', query],
    queryFn: ({ signal }) => callOrThrow(reportTrend, { query, signal }),
    ...calm,
  });
}

/** One student, newest class session first. */
export function studentQuery(id: string, days: Days) {
  return paged(['student', id, days.from, days.to], ({ pageParam, signal }) =>
    callOrThrow(reportStudent, { params: { id }, query: { ...daysOf(days), ...after(pageParam) }, signal }),
  );
}
