import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAdmin, buildStudent, buildSuperAdmin, buildTeacher, builtPassword } from '#test/build.ts';
import { type Caller, callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { readAudit } from '#test/read-audit.ts';
import { inviteSuperAdmin } from './invite-super-admin.ts';

let app: TestApp;
let head: Caller;
beforeAll(async () => {
  app = await openTestApp();
  head = await callAs(app, await buildSuperAdmin(app.database.db));
});
afterAll(async () => app.close());

const password = 'long enough 1';
const tokenOf = (link: string) => link.split('#')[1] ?? '';
let made = 0;
const newSchool = () => {
  made += 1;
  const admin = { admin_name: 'First Admin', admin_email: `first.${made}@school.example` };
  return { name: `School ${made}`, time_zone: 'Africa/Dar_es_Salaam', country: 'TZ', ...admin };
};

describe('a new school', () => {
  it('is run by whoever its link was made for', async () => {
    const asked = newSchool();
    const { body } = await head.post('/api/schools', asked).expect(200);
    expect(body.school).toMatchObject({ name: asked.name, country: 'TZ', students: 0, staff: 0, stopped_at: null });
    const admin = await callAs(app, null);
    const me = await admin.post('/api/invitations/accept', { token: tokenOf(body.link), password }).expect(200);
    expect(me.body).toMatchObject({ role: 'admin', email: asked.admin_email, school: { id: body.school.id } });
    const rows = await readAudit(app.database.db, { schoolId: body.school.id });
    expect(rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['school.made', 'invitation.made', 'invitation.accepted']),
    );
  });

  it('is not made half where its admin has an account already', async () => {
    const taken = await buildTeacher(app.database.db);
    const schools = await app.database.db.school.count();
    const { body } = await head.post('/api/schools', { ...newSchool(), admin_email: taken.email }).expect(409);
    expect(body.code).toBe('already_exists');
    expect(await app.database.db.school.count()).toBe(schools);
  });

  it('can get another link for an admin', async () => {
    const { body } = await head.post('/api/schools', newSchool()).expect(200);
    const path = `/api/schools/${body.school.id}/admin_invitation`;
    const other = { admin_name: 'Second Admin', admin_email: `second.${made}@school.example` };
    const { body: invited } = await head.post(path, other).expect(200);
    const accept = { token: tokenOf(invited.link), password };
    const me = await (await callAs(app, null)).post('/api/invitations/accept', accept).expect(200);
    expect(me.body).toMatchObject({ role: 'admin', name: 'Second Admin', school: { id: body.school.id } });
  });
});

it('lists schools by name, page by page, and never the office', async () => {
  for (let count = 0; count < 51; count += 1) await head.post('/api/schools', newSchool()).expect(200);
  const first = await head.get('/api/schools').expect(200);
  expect(first.body.items).toHaveLength(50);
  const second = await head.get(`/api/schools?cursor=${first.body.next_cursor}`).expect(200);
  const names = [...first.body.items, ...second.body.items].map(({ name }) => name);
  expect(second.body.next_cursor).toBeNull();
  expect(new Set(names).size).toBe(names.length);
  expect(names).toHaveLength(await app.database.db.school.count({ where: { isOffice: false } }));
});

describe('a stopped school', () => {
  const stopping = { reason: 'asked for it' };

  it('lets nobody in, by a sign-in, a registration or a link, until it is reopened', async () => {
    const teacher = await buildTeacher(app.database.db);
    const school = await app.database.db.school.findUniqueOrThrow({ where: { id: teacher.schoolId } });
    const admin = await callAs(app, await buildAdmin(app.database.db, { school }));
    const caller = await callAs(app, teacher);
    const student = await callAs(app, await buildStudent(app.database.db, { school }));
    const invited = { name: 'Late', email: `late.${made}@school.example`, role: 'teacher' };
    const invitation = await admin.post('/api/invitations', invited).expect(200);
    const path = `/api/schools/${school.id}`;
    await head.post(`${path}/stop`, stopping).expect(200);

    for (const somebody of [admin, caller, student]) {
      const { body } = await somebody.get('/api/me').expect(401);
      expect(body.code).toBe('not_signed_in');
    }
    const signIn = { email: teacher.email ?? '', password: builtPassword };
    const stranger = await callAs(app, null);
    expect((await stranger.post('/api/sign_in', signIn)).status).toBe(401);
    const registration = { join_code: school.joinCode, name: 'New', email: `new.${made}@school.example`, password };
    expect((await stranger.post('/api/registration', registration)).body.code).toBe('join_code_invalid');
    const accept = { token: tokenOf(invitation.body.link), password };
    expect((await stranger.post('/api/invitations/accept', accept)).body.code).toBe('link_invalid');

    await head.post(`${path}/reopen`, stopping).expect(200);
    await caller.get('/api/me').expect(401);
    await stranger.post('/api/sign_in', signIn).expect(200);
    const rows = await readAudit(app.database.db, { schoolId: school.id, subjectType: 'school' });
    expect(rows.map(({ action }) => action)).toEqual(expect.arrayContaining(['school.stopped', 'school.reopened']));
  });

  it('is stopped once and reopened once', async () => {
    const { schoolId } = await buildTeacher(app.database.db);
    const path = `/api/schools/${schoolId}`;
    await head.post(`${path}/reopen`, stopping).expect(409);
    const answers = await Promise.all([head.post(`${path}/stop`, stopping), head.post(`${path}/stop`, stopping)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  it('is never the office, which does not exist for anybody', async () => {
    const office = await app.database.db.school.findFirstOrThrow({ where: { isOffice: true } });
    for (const [end, body] of [
      ['stop', stopping],
      ['reopen', stopping],
      ['admin_invitation', { admin_name: 'X', admin_email: 'x@school.example' }],
    ] as const) {
      const answer = await head.post(`/api/schools/${office.id}/${end}`, body).expect(404);
      expect(answer.body.code).toBe('not_found');
    }
    const registration = { join_code: office.joinCode, name: 'New', email: 'office@school.example', password };
    const refused = await (await callAs(app, null)).post('/api/registration', registration).expect(400);
    expect(refused.body.code).toBe('join_code_invalid');
  });
});

it('a head of all schools comes in by a link that only the installation makes, and sees nobody of a school', async () => {
  const { body: before } = await head.get('/api/me').expect(200);
  const link = await inviteSuperAdmin(app.context, { name: 'Another Head', email: 'another@head.example' });
  const caller = await callAs(app, null);
  const me = await caller.post('/api/invitations/accept', { token: tokenOf(link), password }).expect(200);
  expect(me.body).toMatchObject({ role: 'super_admin', name: 'Another Head', school: { id: before.school.id } });
  const { body: listed } = await head.get('/api/schools').expect(200);
  expect(listed.items.map(({ id }: { id: string }) => id)).not.toContain(before.school.id);
  for (const path of ['people', 'courses', 'class_sessions', 'attempts', 'audit_entries', 'invitations', 'school']) {
    const { body } = await head.get(`/api/${path}`).expect(403);
    expect(body.code).toBe('not_allowed');
  }
});
