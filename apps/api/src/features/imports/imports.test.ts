import { randomBytes, randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAdmin, buildCourse, buildSchool, buildStudent, buildTeacher } from '#test/build.ts';
import { type Caller, callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { readAudit } from '#test/read-audit.ts';
import { forgetOldFiles } from './forget-old-files.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

async function office() {
  const { db } = app.database;
  const school = await buildSchool(db, { country: 'KE' });
  const admin = await buildAdmin(db, { school, name: 'Office' });
  const form = await db.schoolClass.create({ data: { schoolId: school.id, name: 'Form 1', level: 9 } });
  const east = await db.stream.create({
    data: { schoolId: school.id, classId: form.id, name: 'East', capacity: 2 },
  });
  // An e-mail is given once in all schools.
  const home = `${randomBytes(5).toString('hex')}.example`;
  const roster = [
    'Adm No,Full name,Email,Class,Stream,Date of birth,Gender,Guardian,Phone',
    `adm/1,Amina Otieno,AMINA@${home},form 1,East,31/05/2010,F,Zawadi Otieno,0712 345 678`,
    'ADM/2,"Otieno, Baraka",,Form 1,,2010-06-01,male,,',
  ].join('\n');
  return { db, school, admin, form, east, home, roster, asAdmin: await callAs(app, admin) };
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

async function check(caller: Caller, kind: string, text: string) {
  const { body } = await caller
    .post('/api/imports', { kind, file_name: `${kind}.csv`, data: base64(text) })
    .expect(200);
  return body;
}

async function checkAndRun(caller: Caller, kind: string, text: string) {
  const checked = await check(caller, kind, text);
  expect(checked.check.problems).toEqual([]);
  const { body } = await caller.post(`/api/imports/${checked.import.id}/run`, {}).expect(200);
  return body;
}

describe('students', () => {
  it('are checked without a trace of them, imported with class, stream and guardian, and the same again is nothing new', async () => {
    const { db, school, form, east, home, roster, asAdmin } = await office();
    const people = await db.person.count({ where: { schoolId: school.id } });
    const checked = await check(asAdmin, 'students', roster);
    expect(checked.import.counts).toMatchObject({ rows: 2, made: 2, wrong: 0 });
    expect(checked.check.columns.map(({ field }: { field: string }) => field)).toEqual([
      ...['admission_number', 'name', 'email', 'class', 'stream', 'born_on', 'gender', 'guardian_name'],
      'guardian_phone',
    ]);
    expect(await db.person.count({ where: { schoolId: school.id } })).toBe(people);
    await asAdmin.post(`/api/imports/${checked.import.id}/run`, {}).expect(200);
    const made = await db.person.findMany({
      where: { schoolId: school.id, role: 'student' },
      orderBy: { admissionNumber: 'asc' },
      include: { guardians: true },
    });
    expect(made).toMatchObject([
      {
        ...{ name: 'Amina Otieno', email: `amina@${home}`, admissionNumber: 'ADM/1', gender: 'female' },
        ...{ classId: form.id, streamId: east.id, bornOn: new Date('2010-05-31'), passwordHash: null },
        guardians: [{ name: 'Zawadi Otieno', phone: '+254712345678', language: 'en' }],
      },
      { name: 'Otieno, Baraka', email: null, gender: 'male', streamId: null, guardians: [] },
    ]);
    const again = await checkAndRun(asAdmin, 'students', roster);
    expect(again.import.counts).toMatchObject({ made: 0, changed: 0, unchanged: 2 });
    expect(await db.person.count({ where: { schoolId: school.id } })).toBe(people + 2);
    expect(await db.guardian.count({ where: { schoolId: school.id } })).toBe(1);
  });

  it('keep what an empty cell says nothing of, and change where it says another', async () => {
    const { db, school, home, roster, asAdmin } = await office();
    await checkAndRun(asAdmin, 'students', roster);
    const run = await checkAndRun(
      asAdmin,
      'students',
      'Adm no,Name,Email\nADM/1,Amina A. Otieno,\nADM/2,"Otieno, Baraka",-',
    );
    expect(run.import.counts).toMatchObject({ made: 0, changed: 1, unchanged: 1 });
    const amina = await db.person.findFirstOrThrow({ where: { schoolId: school.id, admissionNumber: 'ADM/1' } });
    expect(amina).toMatchObject({ name: 'Amina A. Otieno', email: `amina@${home}`, gender: 'female' });
    expect(amina.streamId).not.toBeNull();
  });

  it('have every problem told by row and column, and nothing is imported while there is one', async () => {
    const { db, school, asAdmin } = await office();
    const elsewhere = await buildStudent(db);
    const teacher = await buildTeacher(db, { school });
    const gone = await buildStudent(db, { school, admissionNumber: 'GONE-1', isActive: false });
    const rows = [
      ['Adm no', 'Name', 'Email', 'Class', 'Stream', 'Born', 'Gender', 'Guardian', 'Guardian phone'],
      ['A-1', 'Fine Student', '', 'Form 1', 'East', '', '', '', ''],
      ['a-1', 'Same Number', '', '', '', '', '', '', ''],
      ['', 'Nobody Known', '', '', '', '', '', '', ''],
      ['A-2', '=cmd()', '', '', '', '', '', '', ''],
      ['A!', '', 'no e-mail', 'Form 9', '', '2010-02-30', 'maybe', 'Guardian', '12'],
      ['A-3', 'Taken Mail', elsewhere.email, '', 'East', '', '', '', ''],
      ['A-4', 'A Teacher', teacher.email, '', '', '', '', '', '0712345678'],
      ['GONE-1', gone.name, '', 'Form 1', 'West', '', '', 'Guardian', ''],
      ['A-5', 'Second Place', '', 'Form 1', 'East', '', '', '', ''],
      ['A-6', 'Third Place', '', 'Form 1', 'East', '', '', '', ''],
    ];
    const checked = await check(asAdmin, 'students', rows.map((row) => row.join(';')).join('\r\n'));
    type Problem = { row: number; column: number | null; code: string; other_row: number | null };
    const told = checked.check.problems.map(({ row, column, code, other_row }: Problem) =>
      [row, column, code, ...(other_row === null ? [] : [other_row])].join(' '),
    );
    expect(told).toEqual([
      '3 1 twice 2',
      '4  no_number_or_email',
      '5 2 formula',
      ...['6 1 bad_admission_number', '6 2 missing', '6 3 bad_email', '6 4 unknown_class', '6 6 bad_day'],
      ...['6 7 bad_gender', '6 9 bad_phone', '7 3 email_taken', '7 5 stream_without_class'],
      ...['8  not_a_student', '8 8 guardian_without_name', '9  deactivated'],
      ...['9 5 unknown_stream', '9 9 guardian_not_reachable'],
      '11 5 full_stream',
    ]);
    expect(checked.import.counts).toMatchObject({ rows: 10, made: 2, wrong: 8 });
    const before = await db.person.count({ where: { schoolId: school.id } });
    const { body } = await asAdmin.post(`/api/imports/${checked.import.id}/run`, {}).expect(409);
    expect(body.code).toBe('import_has_problems');
    expect(await db.person.count({ where: { schoolId: school.id } })).toBe(before);
    expect(await db.importRow.count({ where: { schoolId: school.id } })).toBe(0);
  });

  it('are judged again when they are imported: what changed since the dry run counts', async () => {
    const { db, school, asAdmin } = await office();
    const checked = await check(asAdmin, 'students', 'Adm no,Name,Email\nA-1,New Student,new@home.example');
    await buildTeacher(db, { school, email: 'new@home.example' });
    const { body } = await asAdmin.post(`/api/imports/${checked.import.id}/run`, {}).expect(409);
    expect(body.code).toBe('import_has_problems');
    const seen = await asAdmin.get(`/api/imports/${checked.import.id}`).expect(200);
    expect(seen.body.check.problems).toMatchObject([{ row: 2, code: 'not_a_student' }]);
  });

  it('are made once by five who import the same file at once', async () => {
    const { db, school, roster, asAdmin } = await office();
    const ids = await Promise.all(
      [1, 2, 3, 4, 5].map(async () => (await check(asAdmin, 'students', roster)).import.id),
    );
    const answers = await Promise.all(ids.map((id) => asAdmin.post(`/api/imports/${id}/run`, {})));
    for (const { status } of answers) expect(status).toBe(200);
    expect(await db.person.count({ where: { schoolId: school.id, role: 'student' } })).toBe(2);
    const [one] = ids;
    const again = await asAdmin.post(`/api/imports/${one}/run`, {}).expect(409);
    expect(again.body.code).toBe('already_decided');
  });
});

describe('one student', () => {
  it('in two rows, by the number and by the e-mail, is told of, also where other rows bring their number', async () => {
    const { home, roster, asAdmin } = await office();
    await checkAndRun(asAdmin, 'students', roster);
    const rows = `Adm no,Name,Email\nADM/1,Amina Otieno,\n,Amina O.,amina@${home}\nADM/2,"Otieno, Baraka",`;
    const checked = await check(asAdmin, 'students', rows);
    expect(checked.check.problems).toMatchObject([{ row: 3, column: null, code: 'twice', other_row: 2 }]);
    expect((await asAdmin.post(`/api/imports/${checked.import.id}/run`, {})).body.code).toBe('import_has_problems');
  });

  it('whose number somebody else gives away in the same moment is not possible now, and nothing is imported', async () => {
    const { db, school, roster, asAdmin } = await office();
    const { import: batch } = await check(asAdmin, 'students', roster);
    const other = await app.database.pool.connect();
    try {
      await other.query('BEGIN');
      await other.query(
        `INSERT INTO people (id, school_id, role, name, admission_number) VALUES ($1, $2, 'student', 'Quick', 'ADM/2')`,
        [randomUUID(), school.id],
      );
      const running = asAdmin.post(`/api/imports/${batch.id}/run`, {}).then((answer) => answer);
      await expect.poll(async () => (await waitingFor(other)).length, { timeout: 10_000 }).toBe(1);
      await other.query('COMMIT');
      const { status, body } = await running;
      expect([status, body.code]).toEqual([409, 'not_possible_now']);
    } finally {
      other.release();
    }
    const students = await db.person.findMany({ where: { schoolId: school.id, role: 'student' } });
    expect(students.map(({ name }) => name)).toEqual(['Quick']);
  });

  /** Who waits for what that connection has not committed. */
  async function waitingFor(holder: PoolClient) {
    const { rows: own } = await holder.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const { rows } = await app.database.pool.query(
      'SELECT pid FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))',
      [own[0]?.pid],
    );
    return rows;
  }
});

describe('staff, courses and enrollments', () => {
  it('follow each other: invitations with links shown once, courses of teachers, students into courses', async () => {
    const { db, school, home, roster, asAdmin } = await office();
    const staff = await checkAndRun(
      asAdmin,
      'staff',
      'Name,E-mail,Role\nMwalimu Juma,JUMA@school.example,Mwalimu\nV,v@school.example,viewer',
    );
    expect(staff.links).toMatchObject([
      { name: 'Mwalimu Juma', email: 'juma@school.example', link: expect.stringMatching(/\/invitation#[\w-]{43}$/) },
      { email: 'v@school.example' },
    ]);
    const token = String(staff.links[0].link).split('#')[1];
    const stranger = await callAs(app, null);
    await stranger.post('/api/invitations/accept', { token, password: 'long enough 1' }).expect(200);
    const same = await checkAndRun(
      asAdmin,
      'staff',
      'Name,E-mail\nMwalimu Juma,juma@school.example\nV,v@school.example',
    );
    expect(same.import.counts).toMatchObject({ unchanged: 2, made: 0, changed: 0 });

    const courses =
      'Code\tTitle\tSection\tTeacher\nMAT1\tMaths\tA\tjuma@school.example\nMAT1\tMaths\tB\tjuma@school.example';
    expect((await checkAndRun(asAdmin, 'courses', courses)).import.counts).toMatchObject({ made: 2 });
    const renamed = await checkAndRun(asAdmin, 'courses', courses.replace('\tMaths\tB', '\tMathematics\tB'));
    expect(renamed.import.counts).toMatchObject({ made: 0, changed: 1, unchanged: 1 });
    const unknown = await check(asAdmin, 'courses', 'Code,Title,Section,Teacher\nX,X,A,v@school.example');
    expect(unknown.check.problems).toMatchObject([{ row: 2, column: 4, code: 'unknown_teacher' }]);

    await checkAndRun(asAdmin, 'students', roster);
    const rows = `Adm no|Email|Course|Section\nADM/1||mat1|A\n|amina@${home}|MAT1|B\nADM/2||MAT1|B`;
    expect((await checkAndRun(asAdmin, 'enrollments', rows)).import.counts).toMatchObject({ made: 3 });
    expect(await db.enrollment.count({ where: { schoolId: school.id } })).toBe(3);
    const wrong = 'Adm no,Course,Section\nADM/1,MAT1,\nADM/9,MAT1,A\nADM/2,CHE1,A\nADM/2,MAT1,A\nadm/2,mat1,a';
    const told = await check(asAdmin, 'enrollments', wrong);
    expect(told.check.problems).toMatchObject([
      { row: 2, column: 2, code: 'several_courses' },
      { row: 3, column: 1, code: 'unknown_student' },
      { row: 4, column: 2, code: 'unknown_course' },
      { row: 6, code: 'twice', other_row: 5 },
    ]);
  });
});

describe('columns', () => {
  it('can be mapped by hand, are remembered for the next such file, and no name of one does harm', async () => {
    const { asAdmin } = await office();
    const text = '__proto__,constructor,Name,Name,,toString\nA-1,Amina,,x,y,z\n';
    const first = await check(asAdmin, 'students', text);
    expect(first.check.columns.map(({ field }: { field: string }) => field)).toEqual([
      null,
      null,
      'name',
      null,
      null,
      null,
    ]);
    expect(first.check.missing_fields).toEqual(['admission_number']);
    await asAdmin.post(`/api/imports/${first.import.id}/run`, {}).expect(409);
    const mapping = ['admission_number', 'name', null, null, null, null];
    const mapped = await asAdmin.patch(`/api/imports/${first.import.id}`, { mapping }).expect(200);
    expect(mapped.body.check).toMatchObject({ missing_fields: [], problems: [] });
    const second = await check(asAdmin, 'students', text.replace('A-1', 'A-2'));
    expect(second.check.columns[0].field).toBe('admission_number');
    for (const wrong of [
      ['name'],
      ['code', 'name', null, null, null, null],
      [...mapping.slice(0, 5), 'admission_number'],
    ]) {
      await asAdmin.patch(`/api/imports/${first.import.id}`, { mapping: wrong }).expect(400);
    }
  });

  it('with the parts of a name make one name', async () => {
    const { db, school, asAdmin } = await office();
    await checkAndRun(asAdmin, 'students', 'First name,Last name,NIS\nSiti,Rahma,0012');
    const siti = await db.person.findFirstOrThrow({ where: { schoolId: school.id, admissionNumber: '0012' } });
    expect(siti.name).toBe('Siti Rahma');
  });
});

describe('what is kept', () => {
  it('are the rows of a file for an hour, then nothing of it', async () => {
    const { db, school, roster, asAdmin } = await office();
    const { import: batch } = await check(asAdmin, 'students', roster);
    const later = new Date(Date.now() + 61 * 60 * 1000);
    app.setNow(later);
    const { body } = await asAdmin.post(`/api/imports/${batch.id}/run`, {}).expect(409);
    expect(body.code).toBe('import_expired');
    expect(await forgetOldFiles(app.context)).toBeGreaterThanOrEqual(1);
    await asAdmin.get(`/api/imports/${batch.id}`).expect(404);
    app.setNow(null);
    expect(await db.importBatch.count({ where: { schoolId: school.id } })).toBe(0);
  });

  it('is who did what with which file, and no row of it', async () => {
    const { db, school, admin, roster, asAdmin } = await office();
    const { import: batch } = await checkAndRun(asAdmin, 'students', roster);
    await asAdmin.post(`/api/imports/${batch.id}/undo`, {}).expect(200);
    const audit = await readAudit(db, { schoolId: school.id, subjectId: batch.id });
    expect(audit.map(({ action, actorId }) => [action, actorId])).toEqual(
      ['import.checked', 'import.imported', 'import.undone'].map((action) => [action, admin.id]),
    );
    expect(JSON.stringify(audit)).not.toContain('Amina');
    const { parsed } = await db.importBatch.findUniqueOrThrow({ where: { id: batch.id } });
    expect(parsed).toBeNull();
  });
});

describe('the audit log', () => {
  it('says whom a file made and changed, from what to what and by whom, as if it had been typed', async () => {
    const { db, school, admin, home, roster, asAdmin } = await office();
    await checkAndRun(asAdmin, 'students', roster);
    await checkAndRun(asAdmin, 'students', `Adm no,Name,Email,Guardian,Phone\nADM/1,Amina Otieno,other@${home},,`);
    const phone = 'Adm no,Name,Guardian,Phone\nADM/1,Amina Otieno,Zawadi Otieno,0712 999 999';
    await checkAndRun(asAdmin, 'students', phone);
    const { id } = await db.person.findFirstOrThrow({ where: { schoolId: school.id, admissionNumber: 'ADM/1' } });
    const rows = await readAudit(db, { schoolId: school.id, subjectType: 'person', subjectId: id });
    const guardian = { guardian_id: expect.any(String) };
    expect(rows.map(({ action, before, after }) => [action, before, after])).toEqual([
      ['person.made', null, { role: 'student' }],
      ['guardian.added', null, guardian],
      ['person.changed', { email: `amina@${home}` }, { email: `other@${home}` }],
      ['guardian.changed', { ...guardian, phone: '+254712345678' }, { ...guardian, phone: '+254712999999' }],
    ]);
    for (const { actorId, address } of rows) expect([actorId, address]).toEqual([admin.id, expect.any(String)]);
  });

  it('names who was invited as what, and which course got which students', async () => {
    const { db, school, home, roster, asAdmin } = await office();
    await checkAndRun(asAdmin, 'students', roster);
    await checkAndRun(asAdmin, 'staff', `Name,E-mail,Role\nNew Head,head@${home},admin`);
    await checkAndRun(asAdmin, 'staff', `Name,E-mail,Role\nNewer Head,head@${home},admin`);
    const teacher = await buildTeacher(db, { school });
    await checkAndRun(asAdmin, 'courses', `Code,Title,Section,Teacher\nMAT1,Maths,A,${teacher.email}`);
    await checkAndRun(asAdmin, 'enrollments', 'Adm no,Course\nADM/1,MAT1\nADM/2,MAT1');
    const told = async (action: string) =>
      (await readAudit(db, { schoolId: school.id, action })).map(({ after }) => after);
    expect(await told('invitation.made')).toEqual([
      { role: 'admin', name: 'New Head', email: `head@${home}` },
      { role: 'admin', name: 'Newer Head', email: `head@${home}` },
    ]);
    expect(await told('course.made')).toMatchObject([{ code: 'MAT1', section: 'A', teacher_id: teacher.id }]);
    const students = await db.person.findMany({ where: { schoolId: school.id, role: 'student' } });
    const [enrolled] = await told('enrollment.made');
    expect(enrolled).toEqual({
      ...{ enrolled: 2, student_ids: expect.arrayContaining(students.map(({ id }) => id)) },
    });
  });
});

it('another school has none of it, and its people are nobody here', async () => {
  const { roster, asAdmin } = await office();
  const other = await office();
  const { import: batch } = await check(asAdmin, 'students', roster);
  await checkAndRun(other.asAdmin, 'students', 'Adm no,Name\nADM/1,Another Child');
  for (const call of [
    other.asAdmin.get(`/api/imports/${batch.id}`),
    other.asAdmin.get(`/api/imports/${batch.id}/rows`),
    other.asAdmin.post(`/api/imports/${batch.id}/run`, {}),
    other.asAdmin.post(`/api/imports/${batch.id}/undo`, {}),
    other.asAdmin.patch(`/api/imports/${batch.id}`, { mapping: [] }),
  ]) {
    await call.expect(404);
  }
  expect((await asAdmin.get('/api/imports')).body.items).toHaveLength(1);
  const run = await asAdmin.post(`/api/imports/${batch.id}/run`, {}).expect(200);
  expect(run.body.import.counts).toMatchObject({ made: 2 });
  const course = await buildCourse(other.db, { code: 'ONLY-THERE' });
  const rows = await check(asAdmin, 'enrollments', `Adm no,Course\nADM/1,${course.code}`);
  expect(rows.check.problems).toMatchObject([{ code: 'unknown_course' }]);
});
