import type { ClassRow, CourseRow, DayRow, HistoryRow, StudentRow, Tally, TrendRow } from '@hadir/contract/reports.ts';
import type { Cell, Column } from '#features/files/table-file.ts';
import { wallTime } from '#features/files/wall-time.ts';
import type { ReportWords } from './report-words.ts';

/** The columns of a report and what stands in them for a row. */
export type Layout<R> = { columns: Column[]; cells: (row: R) => Cell[] };

type Name = keyof ReportWords['column'];

/** Columns by name: `name:4` is text of width 4, `held#2` a number, `percentage%2` a percentage. */
function columns(words: ReportWords, ...names: `${Name}${':' | '#' | '%'}${number}`[]): Column[] {
  const kinds = { ':': 'text', '#': 'number', '%': 'percent' } as const;
  return names.map((text) => {
    const [, name, sign, width] = /^(\w+)([:#%])(.+)$/.exec(text) ?? [];
    // Proven border: the type of `names` says which these are.
    return { header: words.column[name as Name], kind: kinds[sign as ':'], width: Number(width) };
  });
}

const tallyColumns = [
  'held#2',
  'present#2',
  'late#2',
  'absent#2',
  'pending#2',
  'excused#2',
  'sick#2',
  'percentage%2.4',
] as const;

function tallyCells(tally: Tally | null): Cell[] {
  if (tally === null) return Array.from(tallyColumns, () => null);
  const { held, present, late, absent, pending, excused, sick, percentage } = tally;
  return [held, present, late, absent, pending, excused, sick, percentage];
}

export function dayLayout(words: ReportWords, zone: string): Layout<DayRow> {
  return {
    columns: columns(
      words,
      ...(['starts:4', 'ends:4', 'course_code:2.5', 'section:2', 'session:5', 'room:2.5', 'teacher:4'] as const),
      ...(['phase:2.6', 'expected#2'] as const),
      ...tallyColumns,
    ),
    cells: (row) => [
      ...[wallTime(row.starts_at, zone), wallTime(row.ends_at, zone), row.course.code, row.course.section],
      ...[row.title, row.room, row.teacher, words.phase[row.phase], row.expected],
      ...tallyCells(row.tally),
    ],
  };
}

export function studentsLayout(words: ReportWords): Layout<StudentRow> {
  return {
    columns: columns(words, 'name:6', 'admission_number:3.5', 'class:3', 'stream:3', ...tallyColumns),
    cells: ({ student, class_name, stream_name, tally }) => [
      ...[student.name, student.admission_number, class_name, stream_name],
      ...tallyCells(tally),
    ],
  };
}

export function coursesLayout(words: ReportWords): Layout<CourseRow> {
  return {
    columns: columns(
      words,
      ...(['course_code:3', 'section:2', 'course_title:5', 'teacher:4', 'students#2', 'sessions#2'] as const),
      ...tallyColumns,
    ),
    cells: ({ course, teacher, students, sessions, tally }) => [
      ...[course.code, course.section, course.title, teacher, students, sessions],
      ...tallyCells(tally),
    ],
  };
}

export function classesLayout(words: ReportWords): Layout<ClassRow> {
  return {
    columns: columns(words, 'level#2', 'class:5', 'students#2.4', ...tallyColumns),
    cells: (row) => [
      row.class?.level ?? null,
      row.class?.name ?? words.no_class,
      row.students,
      ...tallyCells(row.tally),
    ],
  };
}

export function trendLayout(words: ReportWords): Layout<TrendRow> {
  return {
    columns: columns(words, 'on:3', 'sessions#2.4', ...tallyColumns),
    cells: ({ on, sessions, tally }) => [on, sessions, ...tallyCells(tally)],
  };
}

export function historyLayout(words: ReportWords, zone: string): Layout<HistoryRow> {
  return {
    columns: columns(
      words,
      ...(['starts:4', 'ends:4', 'course_code:3', 'section:2', 'course_title:4', 'session:5'] as const),
      ...(['status:3', 'method:3', 'marked_at:4'] as const),
    ),
    cells: (row) => [
      ...[wallTime(row.starts_at, zone), wallTime(row.ends_at, zone), row.course.code, row.course.section],
      ...[row.course.title, row.title, words.status[row.status], row.method && words.method[row.method]],
      row.marked_at && wallTime(row.marked_at, zone),
    ],
  };
}
