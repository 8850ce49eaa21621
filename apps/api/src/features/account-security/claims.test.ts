import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Course, Person, School } from '#generated/prisma/client.ts';
import { buildAdmin, buildCourse, buildSchool, buildStudent, buildTeacher } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { openBrowser } from '#test/sign-in-browser.ts';

let app: TestApp;
let school: School;
let teacher: Person;
let student: Person;
let course: Course;
beforeAll(async () => {
  app = await openTestApp({ options: { trustProxy: 1 } });
});
afterAll(() => app.close());
beforeEach(async () => {
  app.setNow(null);
  const { db } = app.database;
  school = await buildSchool(db);
  teacher = await buildTeacher(db, { school });
  student = await buildStudent(db, { school, email: null, admissionNumber: 'A/1', passwordHash: null });
  course = await buildCourse(db, { teacher, students: [student] });
});

let addresses = 0;
function anybody() {
  addresses += 1;
  return openBrowser(app, '', `10.7.${addresses >> 8}.${addresses & 255}`);
}
const password = 'a first password';
const issue = async (staff: Person, body: object) => (await callAs(app, staff)).post('/api/claim_codes', body);
const codeOf = async () => String((await issue(teacher, { course_id: course.id })).body.items[0].code);
const claim = (body: object) => anybody().post('/api/claims', { admission_number: 'a/1', password, ...body });

describe('a print sheet', () => {
  it('has a slip for every student without an account, and says who was left out', async () => {
    const { db } = app.database;
    const numberless = await buildStudent(db, { school, email: null, passwordHash: null });
    const claimed = await buildStudent(db, { school, admissionNumber: 'A/3' });
    for (const { id } of [numberless, claimed]) {
      await db.enrollment.create({ data: { schoolId: school.id, courseId: course.id, studentId: id } });
    }
    const { body, status } = await issue(teacher, { course_id: course.id });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      items: [{ person_id: student.id, admission_number: 'A/1', code: expect.stringMatching(/^(\w{4}-){2}\w{4}$/) }],
      ...{ claimed: 1, without_number: 1, school: { join_code: school.joinCode } },
      url: 'http://localhost:3000/claim',
    });
    expect(JSON.stringify(await db.claimCode.findMany())).not.toContain(body.items[0].code);
  });

  it('is made for own students only', async () => {
    const colleague = await buildTeacher(app.database.db, { school });
    const stranger = await buildAdmin(app.database.db);
    for (const staff of [colleague, stranger]) {
      expect((await issue(staff, { course_id: course.id })).status).toBe(404);
      expect((await issue(staff, { student_ids: [student.id] })).status).toBe(404);
    }
    const admin = await buildAdmin(app.database.db, { school });
    expect((await issue(admin, { student_ids: [student.id] })).body.items).toHaveLength(1);
  });
});

describe('claiming a record', () => {
  it('makes it the account of whoever holds the slip, once, signed in', async () => {
    const code = await codeOf();
    const browsers = [anybody(), anybody()];
    const body = { code: code.toLowerCase().replaceAll('-', ''), admission_number: ' a/1 ', password };
    const answers = await Promise.all(browsers.map((browser) => browser.post('/api/claims', body)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401]);
    const at = answers.findIndex(({ status }) => status === 200);
    expect((await browsers[at]?.get('/api/me'))?.body).toMatchObject({ id: student.id, email: null, role: 'student' });
    const signIn = { join_code: school.joinCode, admission_number: 'A/1', password };
    expect((await anybody().post('/api/sign_in', signIn)).status).toBe(200);
    expect((await claim({ code })).status).toBe(401);
    // It is an account now: no slip is made for it any more.
    expect((await issue(teacher, { course_id: course.id })).body).toMatchObject({ items: [], claimed: 1 });
  });

  it('takes an e-mail along that is free', async () => {
    const taken = await buildStudent(app.database.db);
    const code = await codeOf();
    const refused = await claim({ code, email: taken.email });
    expect([refused.status, refused.body.code]).toEqual([409, 'already_exists']);
    const made = await claim({ code, email: 'Claimed@Built.example' });
    expect([made.status, made.body.email]).toEqual([200, 'claimed@built.example']);
  });

  it('answers every wrong combination alike: code, number, late, printed again, deactivated', async () => {
    const { db } = app.database;
    const other = await buildStudent(db, { school, admissionNumber: 'A/2', passwordHash: null });
    const early = await codeOf();
    const code = await codeOf();
    const wrong = [
      await claim({ code: 'AAAA-AAAA-AAAA' }),
      await claim({ code, admission_number: other.admissionNumber }),
      await claim({ code: early }),
    ];
    app.setNow(new Date(Date.now() + 30 * 24 * 3_600_000 + 1));
    wrong.push(await claim({ code }));
    app.setNow(null);
    await db.person.update({ where: { id: student.id }, data: { isActive: false } });
    wrong.push(await claim({ code }));
    const words = wrong.map(({ status, body }) => ({ status, ...body, request_id: '' }));
    expect(words[0]).toMatchObject({ status: 401, code: 'code_wrong' });
    for (const said of words) expect(said).toEqual(words[0]);
  });

  it('is guessed twenty times a minute from one address', async () => {
    const browser = openBrowser(app, '', '10.8.0.3');
    let last = 0;
    for (let round = 0; round < 21; round += 1) {
      const body = { code: `AAAA-AAAA-${1000 + round}`, admission_number: 'A/1', password };
      last = (await browser.post('/api/claims', body)).status;
      if (round < 20) expect(last).toBe(401);
    }
    expect(last).toBe(429);
  });
});
