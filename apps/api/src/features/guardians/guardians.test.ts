import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAdmin, buildCourse, buildSchool, buildStudent, buildTeacher } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { readAudit } from '#test/read-audit.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(async () => app.close());

async function scene(country = 'KE') {
  const school = await buildSchool(app.database.db, { country });
  const student = await buildStudent(app.database.db, { school });
  const admin = await callAs(app, await buildAdmin(app.database.db, { school }));
  return { school, student, admin, path: `/api/people/${student.id}/guardians` };
}

const amina = { name: 'Amina', phone: '0712 345 678', language: 'sw' };

describe('a guardian', () => {
  it("has a phone by the school's country, or an e-mail", async () => {
    const { admin, path } = await scene();
    expect((await admin.post(path, amina).expect(200)).body).toMatchObject({ phone: '+254712345678', email: null });
    const byMail = { name: 'Bob', email: 'Bob@Home.example', language: 'en' };
    expect((await admin.post(path, byMail).expect(200)).body).toMatchObject({ phone: null, email: 'bob@home.example' });
    const listed = await admin.get(path).expect(200);
    expect(listed.body.items.map(({ name }: { name: string }) => name)).toEqual(['Amina', 'Bob']);
    const other = await scene('ID');
    const { body } = await other.admin.post(other.path, amina).expect(200);
    expect(body.phone).toBe('+62712345678');
  });

  it.each([
    { phone: undefined },
    { phone: '123456' },
    { phone: 'call me' },
    { language: 'xx' },
    { name: '' },
    { email: 'nobody' },
  ])('is refused with %o', async (wrong) => {
    const { admin, path } = await scene();
    expect((await admin.post(path, { ...amina, ...wrong }).expect(400)).body.code).toBe('invalid_request');
  });

  it('is changed and removed, and stays within reach', async () => {
    const { admin, path, student } = await scene();
    const { body: made } = await admin.post(path, amina);
    const own = `/api/guardians/${made.id}`;
    const unreachable = await admin.patch(own, { phone: null }).expect(400);
    expect(unreachable.body.fields).toMatchObject([{ path: 'phone' }, { path: 'email' }]);
    const changed = await admin.patch(own, { phone: null, email: 'amina@home.example', language: 'ar' }).expect(200);
    expect(changed.body).toMatchObject({ phone: null, email: 'amina@home.example', language: 'ar' });
    await admin.delete(own).expect(200);
    await admin.delete(own).expect(404);
    const rows = await readAudit(app.database.db, { subjectId: student.id });
    expect(rows.map(({ action }) => action)).toEqual(['guardian.added', 'guardian.changed', 'guardian.removed']);
  });

  it('is one of ten at most, also when twelve are added at once', async () => {
    const { admin, path } = await scene();
    const answers = await Promise.all(Array.from({ length: 12 }, () => admin.post(path, amina)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(answers.filter(({ body }) => body.code === 'not_possible_now')).toHaveLength(2);
  });

  it("is seen by the student's teachers and changed by admins, and by nobody of another school", async () => {
    const { admin, path, school, student } = await scene();
    const { body: made } = await admin.post(path, amina);
    const teacher = await buildTeacher(app.database.db, { school });
    const asTeacher = await callAs(app, teacher);
    await asTeacher.get(path).expect(404);
    await buildCourse(app.database.db, { teacher, students: [student] });
    expect((await asTeacher.get(path).expect(200)).body.items).toMatchObject([{ id: made.id }]);
    await asTeacher.patch(`/api/guardians/${made.id}`, { name: 'Other' }).expect(403);
    await (await callAs(app, await buildTeacher(app.database.db, { school, role: 'viewer' }))).get(path).expect(403);
    const foreign = (await scene()).admin;
    await foreign.get(path).expect(404);
    await foreign.post(path, amina).expect(404);
    await foreign.patch(`/api/guardians/${made.id}`, { name: 'Other' }).expect(404);
    await foreign.delete(`/api/guardians/${made.id}`).expect(404);
  });
});
