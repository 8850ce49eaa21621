import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Id, IdParams, Instant } from './field.ts';
import { Language } from './preferences.ts';
import { AttendanceMethod } from './sessions.ts';

/** A calendar day of the school, `YYYY-MM-DD`, between 1970 and 2199. */
export const DayIn = z.iso.date().regex(/^(19[7-9]\d|20\d\d|21\d\d)-/, 'must lie between 1970 and 2199');

/** What a report speaks of: `from` counts, `to` does not; days are those of the zone, both counted. */
export const Period = z.object({
  from_on: z.iso.date(),
  to_on: z.iso.date(),
  from: Instant,
  to: Instant,
  time_zone: z.string(),
});
export type Period = z.infer<typeof Period>;

/**
 * How often students were what in sessions that count: opened, ended, not cancelled, while the student was enrolled.
 * `held` is `present + late + absent + pending`; `percentage` is present and late of those, 0–100 with one decimal,
 * and null where nothing was held. Who was excused or sick was not expected, and counts for nothing.
 */
export const Tally = z.object({
  held: z.number().int(),
  present: z.number().int(),
  late: z.number().int(),
  absent: z.number().int(),
  pending: z.number().int(),
  excused: z.number().int(),
  sick: z.number().int(),
  percentage: z.number().nullable(),
});
export type Tally = z.infer<typeof Tally>;

const CourseOf = z.object({ id: Id, code: z.string(), title: z.string(), section: z.string() });

/** Where a session stands for the report of a day; only those that are `ended` count. */
export const HeldPhase = z.enum(['planned', 'open', 'ended', 'not_held', 'cancelled']);

export const DayRow = z.object({
  session_id: Id,
  title: z.string(),
  room: z.string(),
  course: CourseOf,
  teacher: z.string(),
  starts_at: Instant,
  ends_at: Instant,
  phase: HeldPhase,
  /** Students enrolled, whatever became of them. */
  expected: z.number().int(),
  /** Null while it is planned, and where it was not held or was cancelled; `absent` is 0 while it is open. */
  tally: Tally.nullable(),
});
export type DayRow = z.infer<typeof DayRow>;

export const StudentRow = z.object({
  student: z.object({ id: Id, name: z.string(), admission_number: z.string().nullable() }),
  /** Name of the class, and of the stream in it. */
  class_name: z.string().nullable(),
  stream_name: z.string().nullable(),
  tally: Tally,
});
export type StudentRow = z.infer<typeof StudentRow>;

export const CourseRow = z.object({
  course: CourseOf,
  teacher: z.string(),
  students: z.number().int(),
  sessions: z.number().int(),
  tally: Tally,
});
export type CourseRow = z.infer<typeof CourseRow>;

export const ClassRow = z.object({
  /** Null for students without a class. */
  class: z.object({ id: Id, name: z.string(), level: z.number().int() }).nullable(),
  students: z.number().int(),
  tally: Tally,
});
export type ClassRow = z.infer<typeof ClassRow>;

export const TrendStep = z.enum(['day', 'week', 'month']);

/** `on` is the first day of the step; weeks begin on Monday. Steps without a session that counts are left out. */
export const TrendRow = z.object({ on: z.iso.date(), sessions: z.number().int(), tally: Tally });
export type TrendRow = z.infer<typeof TrendRow>;

export const HistoryRow = z.object({
  session_id: Id,
  title: z.string(),
  course: CourseOf,
  starts_at: Instant,
  ends_at: Instant,
  status: z.enum(['present', 'late', 'excused', 'sick', 'absent', 'pending']),
  method: AttendanceMethod.nullable(),
  marked_at: Instant.nullable(),
});
export type HistoryRow = z.infer<typeof HistoryRow>;

const cursor = z.string().max(400).optional();
const Page = { per_page: z.literal(50), next_cursor: z.string().nullable() };

/** Without days: the last thirty, up to today. At most 400. */
const Days = { from_on: DayIn.optional(), to_on: DayIn.optional() };
const Scope = { course_id: Id.optional(), class_id: Id.optional() };
/** Only who has less than this, 1–100. In a query it is text. */
const Below = z.coerce.number().min(1).max(100);
const StudentScope = { ...Scope, stream_id: Id.optional(), search: z.string().trim().max(100).optional() };

const whose = "a teacher's own courses and sessions, everybody else's of the school";

export const reportDay = endpoint({
  method: 'GET',
  path: '/api/reports/daily',
  summary: `Each class session of a day with its figures; ${whose}`,
  access: 'reports:read',
  query: z.object({ on: DayIn.optional(), cursor }),
  reply: z.object({
    period: Period,
    /** Of the whole day; on the first page only. */
    total: z.object({ sessions: z.number().int(), ended: z.number().int(), tally: Tally }).nullable(),
    items: z.array(DayRow),
    ...Page,
  }),
});

export const reportStudents = endpoint({
  method: 'GET',
  path: '/api/reports/students',
  summary: `Attendance of each student over a period, by name; with \`below\` only those under it, as many as are found among the next 100. Students of ${whose}`,
  access: 'reports:read',
  query: z.object({ ...Days, ...StudentScope, below: Below.optional(), cursor }),
  reply: z.object({ period: Period, items: z.array(StudentRow), ...Page }),
});

export const reportCourses = endpoint({
  method: 'GET',
  path: '/api/reports/courses',
  summary: `Attendance of each course over a period, by code; ${whose}`,
  access: 'reports:read',
  query: z.object({ ...Days, cursor }),
  reply: z.object({ period: Period, items: z.array(CourseRow), ...Page }),
});

export const reportClasses = endpoint({
  method: 'GET',
  path: '/api/reports/classes',
  summary: `Attendance of each class of the school over a period, by level; students of ${whose}`,
  access: 'reports:read',
  query: z.object({ ...Days, cursor }),
  reply: z.object({ period: Period, items: z.array(ClassRow), ...Page }),
});

export const reportTrend = endpoint({
  method: 'GET',
  path: '/api/reports/trend',
  summary: `Attendance by day, week or month, of a course or a class or all; ${whose}`,
  access: 'reports:read',
  query: z.object({ ...Days, ...Scope, by: TrendStep.optional() }),
  reply: z.object({ period: Period, by: TrendStep, items: z.array(TrendRow) }),
});

export const reportStudent = endpoint({
  method: 'GET',
  path: '/api/reports/students/:id',
  summary: `One student: each session that counts over a period, newest first, and the figures of each course; ${whose}`,
  access: 'reports:read',
  params: IdParams,
  query: z.object({ ...Days, cursor }),
  reply: z.object({
    period: Period,
    student: StudentRow.shape.student,
    courses: z.array(z.object({ course: CourseOf, tally: Tally })),
    items: z.array(HistoryRow),
    ...Page,
  }),
});

export const FileFormat = z.enum(['csv', 'xlsx', 'pdf']);
export type FileFormat = z.infer<typeof FileFormat>;

/** The words of a file: those of the languages of the screens. */
export const FileLanguage = Language;

const file = { format: FileFormat, language: FileLanguage };

/** Which report, and what it is asked, as above. */
export const ReportFile = z.discriminatedUnion('report', [
  z.object({ report: z.literal('daily'), ...file, on: DayIn.optional() }).strict(),
  z
    .object({
      report: z.literal('students'),
      ...file,
      ...Days,
      ...StudentScope,
      below: z.number().min(1).max(100).optional(),
    })
    .strict(),
  z.object({ report: z.literal('courses'), ...file, ...Days }).strict(),
  z.object({ report: z.literal('classes'), ...file, ...Days }).strict(),
  z.object({ report: z.literal('trend'), ...file, ...Days, ...Scope, by: TrendStep.optional() }).strict(),
  z.object({ report: z.literal('student'), ...file, ...Days, student_id: Id }).strict(),
]);
export type ReportFile = z.infer<typeof ReportFile>;

export const makeReportFile = endpoint({
  method: 'POST',
  path: '/api/report_files',
  summary: 'A report as a file, whole; who made it is audited',
  description:
    'CSV is UTF-8 with a byte order mark. XLSX and PDF hold up to 20,000 and 5,000 rows: more are refused as `too_many_rows`.',
  access: 'reports:export',
  stepUp: true,
  body: ReportFile,
  replyIs: 'file',
  reply: z.string(),
});
