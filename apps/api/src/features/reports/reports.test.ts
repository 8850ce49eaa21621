import { parse } from 'csv-parse/sync';
import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Course, Person, School } from '#generated/prisma/client.ts';
import {
  buildAdmin,
  buildCourse,
  buildPerson,
  buildSchool,
  buildSession,
  buildStudent,
  buildTeacher,
} from '#test/build.ts';
import { type Caller, callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { readAudit } from '#test/read-audit.ts';

let app: TestApp;
let school: School;
let teacher: Person;
let [amina, badru, chen]: (Person | undefined)[] = [];
let course: Course;
let admin: Caller;

// A school three hours ahead of UTC; Monday the second begins there on Sunday at 21:00 UTC.
const monday = '2026-03-02';
const at = (time: string) => new Date(`2026-03-${time}:00+03:00`);

beforeAll(async () => {
  app = await openTestApp({ context: { now: () => at('10T12:00') } });
});
afterAll(async () => app.close());

beforeEach(async () => {
  const { db } = app.database;
  school = await buildSchool(db, { timeZone: 'Africa/Nairobi', name: 'مدرسة النور' });
  teacher = await buildTeacher(db, { school });
  [amina, badru, chen] = await Promise.all(
    ['Amina', 'Badru', '=cmd()'].map((name, index) =>
      buildStudent(db, { school, name, admissionNumber: `ADM-${index}` }),
    ),
  );
  course = await buildCourse(db, { teacher, code: 'BIO', students: [amina, badru, chen].flatMap((one) => one ?? []) });
  await db.enrollment.updateMany({ where: { courseId: course.id }, data: { createdAt: at('01T00:00') } });
  admin = await callAs(app, await buildAdmin(db, { school }));
});

const held = (startsAt: Date, given: Record<string, unknown> = {}) =>
  buildSession(app.database.db, {
    course,
    startsAt,
    endsAt: new Date(startsAt.getTime() + 3600_000),
    openedAt: startsAt,
    ...given,
  });

async function marked(session: { id: string }, student: Person | undefined, status: string, state = 'confirmed') {
  await app.database.db.attendanceRecord.create({
    data: {
      ...{ schoolId: school.id, sessionId: session.id, studentId: student?.id ?? '', markedAt: at('02T08:05') },
      ...{ method: 'face' as const, status: status as 'present', state: state as 'confirmed' },
    },
  });
}

const days = 'from_on=2026-03-01&to_on=2026-03-10';

describe('what counts', () => {
  it('present and late of the sessions that were held; excused, cancelled, later enrolled and unended ones are left out', async () => {
    const [one, two, three] = [await held(at('02T08:00')), await held(at('03T08:00')), await held(at('04T08:00'))];
    await marked(one, amina, 'present');
    await marked(two, amina, 'late', 'flagged');
    await marked(three, amina, 'present', 'pending');
    await marked(one, badru, 'excused');
    await marked(two, badru, 'sick');
    await marked(three, badru, 'present', 'rejected');
    await held(at('05T08:00'), { cancelledAt: at('05T07:00') });
    await held(at('06T08:00'), { openedAt: null });
    await held(at('10T11:30'), { isActive: true });
    await app.database.db.enrollment.updateMany({
      where: { studentId: chen?.id ?? '' },
      data: { createdAt: at('04T00:00') },
    });
    const { body } = await admin.get(`/api/reports/students?${days}`).expect(200);
    expect(body.period).toEqual({
      ...{ from_on: '2026-03-01', to_on: '2026-03-10', time_zone: 'Africa/Nairobi' },
      ...{ from: '2026-02-28T21:00:00.000Z', to: '2026-03-10T21:00:00.000Z' },
    });
    const tally = { present: 0, late: 0, absent: 0, pending: 0, excused: 0, sick: 0 };
    expect(
      body.items.map((row: { student: { name: string }; tally: object }) => [row.student.name, row.tally]),
    ).toEqual([
      ['=cmd()', { ...tally, held: 1, absent: 1, percentage: 0 }],
      ['Amina', { ...tally, held: 3, present: 1, late: 1, pending: 1, percentage: 66.7 }],
      ['Badru', { ...tally, held: 1, absent: 1, excused: 1, sick: 1, percentage: 0 }],
    ]);
  });

  it('a student sees the same figure as staff do', async () => {
    await marked(await held(at('02T08:00')), amina, 'present');
    await held(at('03T08:00'));
    await held(at('05T08:00'), { cancelledAt: at('05T07:00') });
    const own = await (await callAs(app, amina ?? null)).get('/api/attendance_records').expect(200);
    const report = await admin.get(`/api/reports/students/${amina?.id}?${days}`).expect(200);
    expect(own.body.courses[0].percentage).toBe(50);
    expect(report.body.courses[0].tally).toMatchObject({ held: 2, percentage: 50 });
    expect(report.body.items.map(({ status }: { status: string }) => status)).toEqual(['absent', 'present']);
  });

  it('somebody who has left is absent from nothing afterwards', async () => {
    await held(at('02T08:00'));
    await held(at('04T08:00'));
    await app.database.db.person.update({ where: { id: amina?.id ?? '' }, data: { deactivatedAt: at('03T00:00') } });
    const { body } = await admin.get(`/api/reports/students?${days}&search=Amina`).expect(200);
    expect(body.items[0].tally).toMatchObject({ held: 1, absent: 1 });
  });
});

describe('the reports', () => {
  it('of a day have each session that begins on it in the school, with where it stands', async () => {
    const early = await held(at('02T00:30'), { title: 'Early' });
    await marked(early, amina, 'present');
    await held(at('02T10:00'), { title: 'Cancelled', cancelledAt: at('01T10:00') });
    await held(at('02T11:00'), { title: 'Nobody came', openedAt: null });
    await held(at('01T23:30'), { title: 'Day before' });
    const { body } = await admin.get(`/api/reports/daily?on=${monday}`).expect(200);
    expect(body.items.map((row: Record<string, unknown>) => [row.title, row.phase, row.expected])).toEqual([
      ['Early', 'ended', 3],
      ['Cancelled', 'cancelled', 3],
      ['Nobody came', 'not_held', 3],
    ]);
    expect(body.total).toMatchObject({
      sessions: 3,
      ended: 1,
      tally: { held: 3, present: 1, absent: 2, percentage: 33.3 },
    });
    expect(body.items[1].tally).toBeNull();
  });

  it('of today show an open session without a percentage', async () => {
    const open = await held(at('10T11:30'), { isActive: true });
    await marked(open, amina, 'present');
    const { body } = await admin.get('/api/reports/daily').expect(200);
    expect(body.period.from_on).toBe('2026-03-10');
    expect(body.items[0]).toMatchObject({
      phase: 'open',
      expected: 3,
      tally: { present: 1, absent: 0, percentage: null },
    });
  });

  it('of courses, classes and time count the same marks', async () => {
    const { db } = app.database;
    const first = await db.schoolClass.create({ data: { schoolId: school.id, name: 'Form 1', level: 1 } });
    await db.person.update({ where: { id: amina?.id ?? '' }, data: { classId: first.id } });
    await marked(await held(at('02T08:00')), amina, 'present');
    await marked(await held(at('09T08:00')), badru, 'late');
    const courses = await admin.get(`/api/reports/courses?${days}`).expect(200);
    expect(courses.body.items).toMatchObject([
      { students: 3, sessions: 2, tally: { held: 6, present: 1, late: 1, absent: 4 } },
    ]);
    const classes = await admin.get(`/api/reports/classes?${days}`).expect(200);
    expect(classes.body.items).toMatchObject([
      { class: { name: 'Form 1', level: 1 }, students: 1, tally: { held: 2, present: 1, percentage: 50 } },
      { class: null, students: 2, tally: { held: 4, late: 1, percentage: 25 } },
    ]);
    const weeks = await admin.get(`/api/reports/trend?${days}&by=week`).expect(200);
    expect(weeks.body.items).toMatchObject([
      { on: '2026-03-02', sessions: 1, tally: { held: 3 } },
      { on: '2026-03-09', sessions: 1, tally: { held: 3 } },
    ]);
    const ofClass = await admin.get(`/api/reports/trend?${days}&class_id=${first.id}`).expect(200);
    expect(ofClass.body.items.map((row: { on: string }) => row.on)).toEqual(['2026-03-02', '2026-03-09']);
    expect(ofClass.body.items[0].tally.held).toBe(1);
  });

  it('list who has less than was chosen, and nobody of whom nothing was held', async () => {
    await marked(await held(at('02T08:00')), amina, 'present');
    const low = await admin.get(`/api/reports/students?${days}&below=75`).expect(200);
    expect(low.body.items.map((row: { student: { name: string } }) => row.student.name)).toEqual(['=cmd()', 'Badru']);
    const none = await admin.get('/api/reports/students?from_on=2026-03-07&to_on=2026-03-07&below=100').expect(200);
    expect(none.body.items).toEqual([]);
  });

  it('come in pages of 50 without a gap or a double, also among equal names', async () => {
    const { db } = app.database;
    for (let count = 0; count < 60; count += 1) await buildStudent(db, { school, name: 'Same name' });
    const first = await admin.get('/api/reports/students').expect(200);
    const second = await admin.get(`/api/reports/students?cursor=${first.body.next_cursor}`).expect(200);
    const ids = [...first.body.items, ...second.body.items].map((row: { student: { id: string } }) => row.student.id);
    expect([new Set(ids).size, ids.length, second.body.next_cursor]).toEqual([63, 63, null]);
  });

  it('look for low attendance among some students at a time, and go on where they stopped', async () => {
    const { db } = app.database;
    await held(at('02T08:00'));
    const rest = Array.from({ length: 160 }, (_, index) => ({
      ...{ schoolId: school.id, role: 'student' as const, name: `Between ${index}` },
    }));
    await db.person.createMany({ data: rest });
    await db.person.updateMany({ where: { id: badru?.id ?? '' }, data: { name: 'Zawadi' } });
    const first = await admin.get(`/api/reports/students?${days}&below=75`).expect(200);
    const second = await admin
      .get(`/api/reports/students?${days}&below=75&cursor=${first.body.next_cursor}`)
      .expect(200);
    const names = (body: { items: { student: { name: string } }[] }) => body.items.map(({ student }) => student.name);
    expect([names(first.body), names(second.body), second.body.next_cursor]).toEqual([
      ['=cmd()', 'Amina'],
      ['Zawadi'],
      null,
    ]);
  });

  it.each(['from_on=2026-03-02&to_on=2026-03-01', 'from_on=2024-01-01&to_on=2026-01-01', 'to_on=2026-02-30'])(
    'refuse the days %s',
    async (query) => {
      for (const report of ['students', 'courses', 'classes', 'trend']) {
        await admin.get(`/api/reports/${report}?${query}`).expect(400);
      }
    },
  );
});

describe('whose figures somebody sees', () => {
  it("are a teacher's own and those of sessions they are staff of, a viewer's the school's", async () => {
    const { db } = app.database;
    const [own, other] = [await held(at('02T08:00')), await held(at('03T08:00'))];
    await marked(own, amina, 'present');
    const colleague = await buildTeacher(db, { school });
    const asColleague = await callAs(app, colleague);
    for (const report of ['students', 'courses', 'classes', 'trend']) {
      const { body } = await asColleague.get(`/api/reports/${report}?${days}`).expect(200);
      expect([report, body.items]).toEqual([report, []]);
    }
    await asColleague.get(`/api/reports/students?${days}&course_id=${course.id}`).expect(404);
    await db.sessionStaff.create({ data: { schoolId: school.id, sessionId: other.id, personId: colleague.id } });
    const { body } = await asColleague.get(`/api/reports/courses?${days}`).expect(200);
    expect(body.items).toMatchObject([{ sessions: 1, tally: { held: 3, absent: 3 } }]);
    const viewer = await callAs(app, await buildPerson(db, 'viewer', { school }));
    const seen = await viewer.get(`/api/reports/courses?${days}`).expect(200);
    expect(seen.body.items).toMatchObject([{ sessions: 2 }]);
  });

  it("are nothing of another school's, in a list or in a file", async () => {
    const { db } = app.database;
    const stranger = await callAs(app, await buildAdmin(db));
    const group = await db.schoolClass.create({ data: { schoolId: school.id, name: 'Form 1', level: 1 } });
    const stream = await db.stream.create({
      data: { schoolId: school.id, classId: group.id, name: 'East', capacity: 9 },
    });
    const scopes = [`course_id=${course.id}`, `class_id=${group.id}`, `stream_id=${stream.id}`];
    for (const scope of scopes) await stranger.get(`/api/reports/students?${scope}`).expect(404);
    const file = { format: 'csv', language: 'en' };
    await stranger.post('/api/report_files', { report: 'students', ...file, course_id: course.id }).expect(404);
    await stranger.post('/api/report_files', { report: 'trend', ...file, class_id: group.id }).expect(404);
    await stranger.post('/api/report_files', { report: 'student', ...file, student_id: amina?.id }).expect(404);
    const own = await stranger.get('/api/reports/students').expect(200);
    expect(own.body.items).toEqual([]);
  });
});

describe('a file', () => {
  const ask = async (body: object) =>
    admin
      .post('/api/report_files', { language: 'en', from_on: '2026-03-01', to_on: '2026-03-10', ...body })
      .responseType('blob');

  it('as CSV has every row, its interval and zone, and runs no formula', async () => {
    await marked(await held(at('02T08:00')), amina, 'present');
    const answer = await ask({ report: 'students', format: 'csv' });
    expect(answer.headers['content-disposition']).toMatch(/filename\*=UTF-8''%D9%85.*_2026-03-01_2026-03-10\.csv$/);
    expect(answer.body.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const rows: Record<string, string>[] = parse(answer.body, { bom: true, columns: true });
    expect(rows.map((row) => [row.Student, row.Present, row['Attendance %']])).toEqual([
      ["'=cmd()", '0', '0'],
      ['Amina', '1', '100'],
      ['Badru', '0', '0'],
    ]);
    expect(rows[0]).toMatchObject({
      ...{ School: 'مدرسة النور', 'First day': '2026-03-01', 'Last day': '2026-03-10', 'Time zone': 'Africa/Nairobi' },
      ...{ 'From (included)': '2026-02-28T21:00:00.000Z', 'To (not included)': '2026-03-10T21:00:00.000Z' },
    });
  });

  it('is there of every report in every format and language', async () => {
    await marked(await held(at('02T08:00')), amina, 'present');
    const reports = [
      ...['students', 'courses', 'classes', 'trend'].map((report) => ({ report })),
      { report: 'student', student_id: amina?.id },
    ];
    for (const [index, report] of reports.entries()) {
      const language = ['en', 'id', 'sw', 'ar'][index % 4];
      const book = await ask({ ...report, language, format: 'xlsx' });
      expect([report, book.status]).toEqual([report, 200]);
      const rows = (await readExcelFile(book.body))[0]?.data ?? [];
      expect(JSON.stringify(rows)).toContain('Africa/Nairobi');
      const document = await ask({ ...report, language, format: 'pdf' });
      expect(document.body.subarray(0, 5).toString()).toBe('%PDF-');
    }
  });

  it('of a day says when each session begins and ends by the wall clock, and how far that is from UTC', async () => {
    await held(at('02T08:00'));
    const { body } = await admin
      .post('/api/report_files', { report: 'daily', format: 'csv', language: 'en', on: monday })
      .responseType('blob');
    const [row]: Record<string, string>[] = parse(body, { bom: true, columns: true });
    expect(row).toMatchObject({ Starts: '2026-03-02 08:00 +03:00', Ends: '2026-03-02 09:00 +03:00', Absent: '3' });
  });

  it('is written to the audit before and after, with who, which and how many', async () => {
    await ask({ report: 'students', format: 'csv', below: 75 });
    const rows = await readAudit(app.database.db, { schoolId: school.id });
    expect(rows.map(({ action, after }) => [action, after])).toEqual(
      expect.arrayContaining([
        ['report.exported', expect.objectContaining({ report: 'students', format: 'csv', below: 75 })],
        ['report.export_ended', { report: 'students', format: 'csv', rows: 0, is_whole: true }],
      ]),
    );
  });
});
