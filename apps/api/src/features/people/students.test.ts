import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAdmin, buildCourse, buildSchool, buildStudent, buildTeacher } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { readAudit } from '#test/read-audit.ts';
import { waitForLocks } from '#test/wait-for-locks.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(async () => app.close());

async function scene() {
  const school = await buildSchool(app.database.db);
  const person = await buildAdmin(app.database.db, { school });
  return { school, person, admin: await callAs(app, person) };
}

const sari = { name: 'Sari', admission_number: ' adm/2024-01.a ', born_on: '2010-02-28', gender: 'female' };

describe("a student's record", () => {
  it('is made without an account, its number in capitals', async () => {
    const { admin } = await scene();
    const { body } = await admin.post('/api/people', sari).expect(200);
    expect(body).toMatchObject({
      ...{ name: 'Sari', role: 'student', admission_number: 'ADM/2024-01.A', email: null, born_on: '2010-02-28' },
      ...{ gender: 'female', class: null, stream: null, is_active: true, has_account: false, courses: [] },
    });
    expect((await admin.get(`/api/people/${body.id}`).expect(200)).body).toEqual(body);
    const [made] = await readAudit(app.database.db, { subjectId: body.id, action: 'person.made' });
    expect(made).toMatchObject({ after: { name: 'Sari', admission_number: 'ADM/2024-01.A' } });
  });

  it.each([
    { admission_number: 'AB' },
    { admission_number: 'A'.repeat(51) },
    { admission_number: 'ADM 1' },
    { admission_number: 'ADM_1' },
    { admission_number: 'ADM١٢٣' },
    { admission_number: null },
    { name: '' },
    { name: 'x'.repeat(101) },
    { born_on: '2011-02-29' },
    { born_on: '1850-01-01' },
    { born_on: '2999-01-01' },
    { born_on: '28/02/2010' },
    { gender: 'unknown' },
    { email: 'nobody' },
    { role: 'admin' },
  ])('is refused with %o, the field named', async (wrong) => {
    const { admin } = await scene();
    const { body } = await admin.post('/api/people', { ...sari, ...wrong }).expect(400);
    expect(body.code).toBe('invalid_request');
    expect(JSON.stringify(body.fields)).toContain(Object.keys(wrong)[0]);
  });

  it('keeps its number and its e-mail for itself, also when five ask at once', async () => {
    const { admin } = await scene();
    const email = `${crypto.randomUUID()}@built.example`;
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => admin.post('/api/people', { ...sari, email })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    for (const { status, body } of answers) {
      if (status === 409)
        expect(body).toMatchObject({
          code: 'already_exists',
          fields: [{ path: 'admission_number' }, { path: 'email' }],
        });
    }
    const other = await scene();
    await other.admin.post('/api/people', sari).expect(200);
    const taken = await other.admin.post('/api/people', { ...sari, admission_number: 'OTHER', email }).expect(409);
    expect(taken.body.fields).toEqual([{ path: 'email', message: 'is given already' }]);
  });

  it('changes what is given, tells the log what changed, and keeps something to be known by', async () => {
    const { admin } = await scene();
    const { body: other } = await admin.post('/api/people', { name: 'Other', admission_number: 'OTHER-1' });
    const { body: made } = await admin.post('/api/people', sari);
    const path = `/api/people/${made.id}`;
    const changed = await admin.patch(path, { name: 'Sari Dewi', born_on: null, admission_number: 'adm/2024-01.a' });
    expect(changed.body).toMatchObject({ name: 'Sari Dewi', born_on: null, admission_number: 'ADM/2024-01.A' });
    const [row] = await readAudit(app.database.db, { subjectId: made.id, action: 'person.changed' });
    expect(row).toMatchObject({
      before: { name: 'Sari', born_on: '2010-02-28' },
      after: { name: 'Sari Dewi', born_on: null },
    });
    const taken = await admin.patch(path, { admission_number: other.admission_number }).expect(409);
    expect(taken.body.fields).toEqual([{ path: 'admission_number', message: 'is given already' }]);
    await admin.patch(path, { admission_number: null }).expect(400);
    const unknown = await admin.patch(path, { department: 'Maths' }).expect(400);
    expect(unknown.body.fields).toEqual([{ path: 'department', message: 'only staff have this' }]);
  });

  it('is given a number later where a student registered without one', async () => {
    const { admin, school } = await scene();
    const student = await buildStudent(app.database.db, { school });
    const { body } = await admin.patch(`/api/people/${student.id}`, { admission_number: 'late-1' }).expect(200);
    expect(body).toMatchObject({ admission_number: 'LATE-1', has_account: true });
    const list = await admin.get('/api/people?search=late-1').expect(200);
    expect(list.body.items).toMatchObject([{ id: student.id, admission_number: 'LATE-1' }]);
  });

  it('is shown to the staff who work with the student, each seeing the courses they hold', async () => {
    const { admin, school, person } = await scene();
    const teacher = await buildTeacher(app.database.db, { school });
    const student = await buildStudent(app.database.db, { school });
    const mine = await buildCourse(app.database.db, { teacher, students: [student] });
    await buildCourse(app.database.db, { teacher: person, students: [student] });
    const stranger = await buildStudent(app.database.db, { school });
    const asTeacher = await callAs(app, teacher);
    const { body } = await asTeacher.get(`/api/people/${student.id}`).expect(200);
    expect(body.courses.map(({ id }: { id: string }) => id)).toEqual([mine.id]);
    await asTeacher.get(`/api/people/${stranger.id}`).expect(404);
    await asTeacher.get(`/api/people/${teacher.id}`).expect(404);
    await asTeacher.patch(`/api/people/${student.id}`, { name: 'Mine' }).expect(403);
    expect((await admin.get(`/api/people/${student.id}`)).body.courses).toHaveLength(2);
    expect((await admin.get(`/api/people/${teacher.id}`)).body.courses).toMatchObject([{ id: mine.id }]);
    const viewer = await callAs(app, await buildTeacher(app.database.db, { school, role: 'viewer' }));
    expect((await viewer.get(`/api/people/${student.id}`).expect(200)).body.courses).toHaveLength(2);
    await viewer.get(`/api/people/${teacher.id}`).expect(404);
    await (await scene()).admin.get(`/api/people/${student.id}`).expect(404);
  });
});

describe('a deactivated person', () => {
  it('is signed in nowhere from the next request on, and again after a reactivation and a new sign-in only', async () => {
    const { admin, school } = await scene();
    const student = await buildStudent(app.database.db, { school });
    const caller = await callAs(app, student);
    await caller.get('/api/attendance_records').expect(200);
    const gone = await admin.post(`/api/people/${student.id}/deactivate`, { reason: 'moved away' }).expect(200);
    expect(gone.body).toMatchObject({ is_active: false, deactivated_at: expect.any(String) });
    await caller.get('/api/attendance_records').expect(401);
    const back = await admin.post(`/api/people/${student.id}/reactivate`, {}).expect(200);
    expect(back.body).toMatchObject({ is_active: true, deactivated_at: null });
    await caller.get('/api/attendance_records').expect(401);
    await (await callAs(app, student)).get('/api/attendance_records').expect(200);
    const rows = await readAudit(app.database.db, { subjectId: student.id });
    expect(rows.map(({ action, reason }) => [action, reason])).toEqual([
      ['person.deactivated', 'moved away'],
      ['person.reactivated', null],
    ]);
  });

  it('stands in the list only where they are asked for', async () => {
    const { admin, school } = await scene();
    const { id } = await buildStudent(app.database.db, { school, isActive: false });
    const list = async (query: string) =>
      (await admin.get(`/api/people?role=student${query}`).expect(200)).body.items.map((one: { id: string }) => one.id);
    expect(await list('')).toEqual([]);
    expect(await list('&status=inactive')).toEqual([id]);
    expect(await list('&status=all')).toEqual([id]);
  });

  it('is never oneself, so that of two admins who deactivate each other one stays', async () => {
    const { admin, person, school } = await scene();
    const own = await admin.post(`/api/people/${person.id}/deactivate`, { reason: 'by mistake' }).expect(409);
    expect(own.body.code).toBe('not_possible_now');
    const other = await buildAdmin(app.database.db, { school });
    const asOther = await callAs(app, other);
    await Promise.all([
      admin.post(`/api/people/${other.id}/deactivate`, { reason: 'a quarrel' }),
      asOther.post(`/api/people/${person.id}/deactivate`, { reason: 'a quarrel' }),
    ]);
    const left = { schoolId: school.id, role: 'admin', isActive: true } as const;
    expect(await app.database.db.person.count({ where: left })).toBe(1);
  });

  it('is so by an admin: of two the one who has just been made a teacher deactivates nobody', async () => {
    const { admin, person, school } = await scene();
    const { db } = app.database;
    const other = await buildAdmin(db, { school });
    const asked = await db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT FROM schools WHERE id = ${school.id}::uuid FOR NO KEY UPDATE`;
      const answer = admin.post(`/api/people/${other.id}/deactivate`, { reason: 'a quarrel' }).then((given) => given);
      await waitForLocks(db, 1);
      await tx.person.update({ where: { id: person.id }, data: { role: 'teacher' } });
      return { answer };
    });
    const { status, body } = await asked.answer;
    expect([status, body.code]).toEqual([403, 'not_allowed']);
    const left = { schoolId: school.id, role: 'admin', isActive: true } as const;
    expect(await db.person.count({ where: left })).toBe(1);
  });
});

it('the list is filtered by class and stream, an unknown one is not found', async () => {
  const { admin, school } = await scene();
  const { body: made } = await admin.post('/api/classes', { name: 'Form 1', level: 1 });
  const { body } = await admin.post(`/api/classes/${made.id}/streams`, { name: 'North', capacity: 5 });
  const streamId = body.streams[0].id;
  const inStream = await buildStudent(app.database.db, { school, name: 'A', classId: made.id, streamId });
  const inClass = await buildStudent(app.database.db, { school, name: 'B', classId: made.id });
  const list = async (query: string) =>
    (await admin.get(`/api/people?${query}`).expect(200)).body.items.map(({ id }: { id: string }) => id);
  expect(await list(`class_id=${made.id}`)).toEqual([inStream.id, inClass.id]);
  expect(await list(`class_id=${made.id}&stream_id=${streamId}`)).toEqual([inStream.id]);
  await admin.get('/api/people?class_id=nowhere').expect(404);
});
