import type { ReportFile, StudentRow } from '@hadir/contract/reports.ts';
import type { Cell, Column, TableFile } from '#features/files/table-file.ts';
import type { Context } from '#http/context.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { cursorAfterClass, listClasses } from './report-classes.ts';
import { cursorAfterCourse, listCourses } from './report-courses.ts';
import { cursorAfterDay, listDay } from './report-day.ts';
import {
  classesLayout,
  coursesLayout,
  dayLayout,
  historyLayout,
  type Layout,
  studentsLayout,
  trendLayout,
} from './report-rows.ts';
import { openScope, type Scope } from './report-scope.ts';
import { cursorAfterItem, getStudent, listHistory } from './report-student.ts';
import { cursorAfterStudent, isBelow, listStudents } from './report-students.ts';
import { listTrend } from './report-trend.ts';
import type { ReportWords } from './report-words.ts';

/** Distributes over the union, which `Omit` does not. */
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type Asked = Without<ReportFile, 'format' | 'language'>;

type Source = {
  scope: Scope;
  title: string;
  /** What it was narrowed to. */
  facts: TableFile['facts'];
  layout: { columns: Column[]; rows: AsyncIterable<Cell[]> };
};

/** Rows of one question to the database while a file is made. */
const rowsAtATime = 500;

/** A report that was asked for, ready to be read row by row. */
export async function openReport(
  context: Context,
  reader: SignedIn,
  asked: Asked,
  words: ReportWords,
): Promise<Source> {
  if (asked.report === 'daily') return openDay(context, reader, asked, words);
  const scope = await openScope(context, reader, asked);
  const { zone } = scope.interval;
  const facts = await describeScope(context, scope, words);
  const title = words.report[asked.report];
  if (asked.report === 'students') {
    const { below, search } = asked;
    const narrowed = [
      ...facts,
      ...(below === undefined ? [] : [{ name: words.fact.below, value: String(below) }]),
      ...(search ? [{ name: words.fact.search, value: search }] : []),
    ];
    const list = (cursor?: string) => listStudents(context, scope, { search }, cursor, rowsAtATime);
    const isAsked = (row: StudentRow) => below === undefined || isBelow(row, below);
    const layout = laidOut(studentsLayout(words), list, cursorAfterStudent, isAsked);
    return { scope, title: below === undefined ? title : words.report.low, facts: narrowed, layout };
  }
  if (asked.report === 'courses') {
    const list = (cursor?: string) => listCourses(context, scope, cursor, rowsAtATime);
    return { scope, title, facts, layout: laidOut(coursesLayout(words), list, cursorAfterCourse) };
  }
  if (asked.report === 'classes') {
    const list = (cursor?: string) => listClasses(context, scope, cursor, rowsAtATime);
    return { scope, title, facts, layout: laidOut(classesLayout(words), list, cursorAfterClass) };
  }
  if (asked.report === 'trend') {
    const list = () => listTrend(context, scope, asked.by ?? 'day');
    return { scope, title, facts, layout: laidOut(trendLayout(words), list, () => null) };
  }
  const student = await getStudent(context, reader, asked.student_id);
  const list = (cursor?: string) => listHistory(context, scope, student.id, cursor, rowsAtATime);
  const layout = laidOut(historyLayout(words, zone), list, cursorAfterItem);
  return { scope, title, facts: [{ name: words.fact.student, value: student.name }, ...facts], layout };
}

async function openDay(
  context: Context,
  reader: SignedIn,
  { on }: Extract<Asked, { report: 'daily' }>,
  words: ReportWords,
): Promise<Source> {
  const day = on ?? (await openScope(context, reader, {})).interval.toOn;
  const scope = await openScope(context, reader, { from_on: day, to_on: day });
  const list = (cursor?: string) => listDay(context, scope, cursor, rowsAtATime);
  const layout = laidOut(dayLayout(words, scope.interval.zone), list, cursorAfterDay);
  return { scope, title: words.report.daily, facts: [], layout };
}

async function describeScope({ db }: Context, { courseId, classId, streamId }: Scope, words: ReportWords) {
  const select = { select: { name: true } };
  const course = courseId && (await db.course.findUnique({ where: { id: courseId } }));
  const [group, stream] = await Promise.all([
    classId && db.schoolClass.findUnique({ where: { id: classId }, ...select }),
    streamId && db.stream.findUnique({ where: { id: streamId }, ...select }),
  ]);
  return [
    ...(course ? [{ name: words.fact.course, value: `${course.code} ${course.section}` }] : []),
    ...(group ? [{ name: words.fact.class, value: group.name }] : []),
    ...(stream ? [{ name: words.fact.stream, value: stream.name }] : []),
  ];
}

function laidOut<R>(
  { columns, cells }: Layout<R>,
  list: (cursor?: string) => Promise<R[]>,
  after: (rows: readonly R[]) => string | null,
  isAsked: (row: R) => boolean = () => true,
): Source['layout'] {
  const rows = async function* () {
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const found = await list(cursor);
      yield* found.filter(isAsked).map(cells);
      cursor = found.length < rowsAtATime ? null : after(found);
    }
  };
  return { columns, rows: rows() };
}
