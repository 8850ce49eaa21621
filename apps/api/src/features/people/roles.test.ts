import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAdmin, buildCourse, buildSchool, buildStudent, buildTeacher, buildViewer } from '#test/build.ts';
import { buildFace } from '#test/build-face.ts';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { readAudit } from '#test/read-audit.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(async () => app.close());

const reason = 'works elsewhere now';

async function staffOf() {
  const { db } = app.database;
  const school = await buildSchool(db);
  const admin = await buildAdmin(db, { school });
  const teacher = await buildTeacher(db, { school });
  return { db, school, admin, teacher, caller: await callAs(app, admin) };
}

describe("a colleague's role", () => {
  it('counts from the next request on: more rights at once, fewer rights with a new sign-in', async () => {
    const { caller, teacher, db, school } = await staffOf();
    const colleague = await callAs(app, teacher);
    await colleague.get('/api/school').expect(403);
    await caller.post(`/api/people/${teacher.id}/role`, { role: 'admin', reason }).expect(200);
    await colleague.get('/api/school').expect(200);
    await caller.post(`/api/people/${teacher.id}/role`, { role: 'viewer', reason }).expect(200);
    const { status } = await colleague.get('/api/school');
    expect([401, 403]).toContain(status);
    const again = await callAs(app, teacher);
    await again.get('/api/people').expect(200);
    await again.post('/api/courses', { code: 'x', title: 'x', section: 'x', teacher_id: teacher.id }).expect(403);
    const rows = await readAudit(db, { schoolId: school.id, action: 'person.role_changed' });
    expect(rows.map(({ before, after }) => [before, after])).toEqual(
      expect.arrayContaining([
        [{ role: 'teacher' }, { role: 'admin' }],
        [{ role: 'admin' }, { role: 'viewer' }],
      ]),
    );
    expect(rows.every((row) => row.reason === reason)).toBe(true);
  });

  it('is nobody’s own to change, so that a school keeps an admin, also when two admins take each other’s', async () => {
    const { caller, admin, db, school } = await staffOf();
    const own = await caller.post(`/api/people/${admin.id}/role`, { role: 'viewer', reason }).expect(409);
    expect(own.body.code).toBe('not_possible_now');
    const second = await buildAdmin(db, { school });
    const other = await callAs(app, second);
    await Promise.all([
      caller.post(`/api/people/${second.id}/role`, { role: 'teacher', reason }),
      other.post(`/api/people/${admin.id}/role`, { role: 'teacher', reason }),
    ]);
    expect(await db.person.count({ where: { schoolId: school.id, role: 'admin', isActive: true } })).toBe(1);
  });

  it.each(['student', 'super_admin', 'head', null])('cannot be %s', async (role) => {
    const { caller, teacher } = await staffOf();
    await caller.post(`/api/people/${teacher.id}/role`, { role, reason }).expect(400);
  });

  it('is a colleague’s, not a student’s', async () => {
    const { caller, db, school } = await staffOf();
    const student = await buildStudent(db, { school });
    await caller.post(`/api/people/${student.id}/role`, { role: 'admin', reason }).expect(404);
  });
});

it('a viewer comes in by invitation and sees every student of the school', async () => {
  const { caller, db, school } = await staffOf();
  const invited = { name: 'A Viewer', email: `viewer.${Date.now()}@school.example`, role: 'viewer' };
  const made = await caller.post('/api/invitations', invited).expect(200);
  const viewer = await callAs(app, null);
  const accept = { token: made.body.link.split('#')[1], password: 'long enough 1' };
  const me = await viewer.post('/api/invitations/accept', accept).expect(200);
  expect(me.body.role).toBe('viewer');
  const student = await buildStudent(db, { school, name: 'Taught by nobody' });
  const reader = await callAs(app, await buildViewer(db, { school }));
  const { body } = await reader.get('/api/people').expect(200);
  const ids = body.items.map(({ id }: { id: string }) => id);
  expect(ids).toContain(student.id);
});

it('a viewer reads whether a student has a face, and not whose it may be instead', async () => {
  const { caller, db, school, teacher } = await staffOf();
  const student = await buildStudent(db, { school });
  await buildCourse(db, { teacher, students: [student] });
  const face = await buildFace(app.context, student, { given: { state: 'provisional', hold: 'duplicate_face' } });
  const viewer = await callAs(app, await buildViewer(db, { school }));
  const rowIn = ({ body }: { body: { items: { id: string }[] } }) => body.items.find(({ id }) => id === student.id);
  const seen = { id: student.id, face: 'provisional', face_problem: 'held', template_id: face.id };
  for (const staff of [caller, await callAs(app, teacher)]) {
    expect(rowIn(await staff.get('/api/people?face=held').expect(200))).toMatchObject(seen);
  }
  const read = rowIn(await viewer.get('/api/people?face=provisional').expect(200));
  expect(read).toMatchObject({ ...seen, face_problem: null, template_id: null });
  for (const problem of ['held', 'unreadable']) {
    expect((await viewer.get(`/api/people?face=${problem}`).expect(403)).body.code).toBe('not_allowed');
  }
});
