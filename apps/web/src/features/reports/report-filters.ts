import { TrendStep } from '@hadir/contract/reports.ts';
import { z } from 'zod';
import { addDays, type Day, isDay } from '#lib/zoned-day.ts';

/** `low` is the report by student, narrowed to who has less than a percentage. */
export const ReportName = z.enum(['daily', 'students', 'low', 'courses', 'classes', 'trend']);
export type ReportName = z.infer<typeof ReportName>;

/** What stands in the address: which report, over which days, of whom. */
export type ReportFilters = {
  report: ReportName;
  /** Of the daily report. */
  on: Day;
  /** Of every other one; both counted. */
  from: Day;
  to: Day;
  course_id?: string | undefined;
  class_id?: string | undefined;
  stream_id?: string | undefined;
  search?: string | undefined;
  /** Percent. */
  below: number;
  by: z.infer<typeof TrendStep>;
};

const usualDays = 30;
const widestDays = 400;
export const usualBelow = 75;

/** Reads the address; what is not understood is as if it were not there. */
export function readReportFilters(address: URLSearchParams, today: Day): ReportFilters {
  const day = (name: string) => {
    const text = address.get(name) ?? '';
    return isDay(text) ? text : undefined;
  };
  const id = (name: string) => address.get(name)?.slice(0, 100) || undefined;
  const report = ReportName.safeParse(address.get('report'));
  const by = TrendStep.safeParse(address.get('by'));
  const below = Number(address.get('below'));
  const to = day('to') ?? latest(day('from'), today);
  const from = earliest(day('from') ?? addDays(to, 1 - usualDays), to);
  return {
    report: report.success ? report.data : 'daily',
    on: day('on') ?? today,
    from: from < addDays(to, 1 - widestDays) ? addDays(to, 1 - widestDays) : from,
    to,
    course_id: id('course_id'),
    class_id: id('class_id'),
    stream_id: id('class_id') && id('stream_id'),
    search: id('search'),
    below: Number.isInteger(below) && below >= 1 && below <= 100 ? below : usualBelow,
    by: by.success ? by.data : 'day',
  };
}

function latest(one: Day | undefined, other: Day): Day {
  return one !== undefined && one > other ? one : other;
}

function earliest(one: Day, other: Day): Day {
  return one < other ? one : other;
}

/** The address with some of it changed; an empty text takes its part away. */
export function changeReportFilters(
  address: URLSearchParams,
  change: Partial<Record<keyof ReportFilters, string>>,
): URLSearchParams {
  const next = new URLSearchParams(address);
  for (const [name, value] of Object.entries(change)) {
    if (value === '') next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/** Which of the filters a report knows. */
export const filtersOf: Record<ReportName, readonly (keyof ReportFilters)[]> = {
  daily: ['on'],
  students: ['from', 'to', 'course_id', 'class_id', 'stream_id', 'search'],
  low: ['from', 'to', 'below', 'course_id', 'class_id', 'stream_id'],
  courses: ['from', 'to'],
  classes: ['from', 'to'],
  trend: ['from', 'to', 'by', 'course_id', 'class_id'],
};
