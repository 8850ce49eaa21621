import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '#db.ts';
import { lockEmail } from '#features/sign-in/lock-email.ts';
import { buildAdmin, buildCourse, buildSchool, buildStudent, buildTeacher } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(async () => app.close());

async function adminOf() {
  const school = await buildSchool(app.database.db);
  return { school, admin: await callAs(app, await buildAdmin(app.database.db, { school, name: 'An Admin' })) };
}

const tokenOf = (link: string) => link.split('#')[1] ?? '';

describe('an invitation', () => {
  const invited = { name: 'Invited', email: 'Invited@school.example', role: 'teacher', department: 'Maths' };

  it('makes a member of staff once, in the role that the admin chose', async () => {
    const { admin, school } = await adminOf();
    const made = await admin.post('/api/invitations', invited).expect(200);
    expect(made.body.link).toMatch(/^http:\/\/localhost:3000\/invitation#[\w-]{43}$/);
    const token = tokenOf(made.body.link);
    const kept = await app.database.db.invitation.findUniqueOrThrow({ where: { id: made.body.invitation.id } });
    expect(Buffer.from(kept.tokenHash).toString('base64url')).not.toContain(token.slice(0, 10));

    const stranger = await callAs(app, null);
    const password = 'long enough 1';
    const me = await stranger.post('/api/invitations/accept', { token, password, role: 'admin' }).expect(200);
    expect(me.body).toMatchObject({ role: 'teacher', email: 'invited@school.example', school: { id: school.id } });
    const again = await (await callAs(app, null)).post('/api/invitations/accept', { token, password }).expect(400);
    expect(again.body.code).toBe('link_invalid');
    const listed = await admin.get('/api/invitations').expect(200);
    expect(listed.body.items[0].used_at).not.toBeNull();
    await admin.delete(`/api/invitations/${made.body.invitation.id}`).expect(404);
    const agent = request.agent(app.url);
    const csrf = (await agent.get('/api/csrf')).body.token;
    await agent
      .post('/api/sign_in')
      .set({ 'Sec-Fetch-Site': 'same-origin', 'X-CSRF-Token': csrf })
      .send({ email: invited.email, password })
      .expect(200);
  });

  it('makes one person of five who use it at once', async () => {
    const { admin } = await adminOf();
    const { body } = await admin.post('/api/invitations', { ...invited, email: 'race@school.example' }).expect(200);
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map(async () =>
        (await callAs(app, null)).post('/api/invitations/accept', {
          token: tokenOf(body.link),
          password: 'long enough 1',
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400]);
  });

  it('ends after seven days, when it is taken back, and when a newer one is made', async () => {
    const { admin } = await adminOf();
    const stranger = await callAs(app, null);
    const accept = async (link: string) =>
      (await stranger.post('/api/invitations/accept', { token: tokenOf(link), password: 'long enough 1' })).body.code;
    const email = 'ends@school.example';
    const first = await admin.post('/api/invitations', { ...invited, email });
    const second = await admin.post('/api/invitations', { ...invited, email });
    expect(await accept(first.body.link)).toBe('link_invalid');
    app.setNow(new Date(Date.now() + 7 * 24 * 3600 * 1000 + 1000));
    expect(await accept(second.body.link)).toBe('link_invalid');
    app.setNow(null);
    await admin.delete(`/api/invitations/${second.body.invitation.id}`).expect(200);
    expect(await accept(second.body.link)).toBe('link_invalid');
  });

  it('keeps its e-mail for the invited person while it can be used', async () => {
    const { admin, school } = await adminOf();
    const other = await buildSchool(app.database.db);
    const email = 'kept@school.example';
    const made = await admin.post('/api/invitations', { ...invited, email }).expect(200);
    const register = async (joinCode: string) => {
      const given = { join_code: joinCode, name: 'A student', email: 'Kept@school.example', password: 'long enough 1' };
      return (await callAs(app, null)).post('/api/registration', given);
    };
    expect((await register('WRONG')).body.code).toBe('join_code_invalid');
    for (const { joinCode } of [school, other]) {
      const { status, body } = await register(joinCode);
      expect([status, body.code]).toEqual([409, 'already_exists']);
      expect(body.message).toBe('This e-mail has an account already. Sign in.');
    }
    expect(await app.database.db.person.count({ where: { email } })).toBe(0);
    await admin.delete(`/api/invitations/${made.body.invitation.id}`).expect(200);
    expect((await register(school.joinCode)).status).toBe(200);
  });

  it('and a registration of one e-mail take turns', async () => {
    const { admin, school } = await adminOf();
    const { db } = app.database;
    const email = 'turns@school.example';
    const given = { join_code: school.joinCode, name: 'A student', email, password: 'long enough 1' };
    const stranger = await callAs(app, null);
    const whileHeld = async (ask: () => Promise<{ status: number }>, change: (tx: Tx) => Promise<unknown>) => {
      const asked = await db.$transaction(async (tx) => {
        await lockEmail(tx, email);
        const answer = ask();
        await new Promise((resolve) => setTimeout(resolve, 700));
        await change(tx);
        return { answer };
      });
      return (await asked.answer).status;
    };
    const made = {
      schoolId: school.id,
      role: 'teacher',
      name: 'Invited',
      email,
      tokenHash: Buffer.from(email),
    } as const;
    const invite = (tx: Tx) => tx.invitation.create({ data: { ...made, expiresAt: new Date(Date.now() + 60_000) } });
    const register = (tx: Tx) => tx.person.create({ data: { schoolId: school.id, role: 'student', name: 'A', email } });
    expect(await whileHeld(async () => stranger.post('/api/registration', given), invite)).toBe(409);
    await db.invitation.deleteMany({ where: { email } });
    expect(await whileHeld(async () => admin.post('/api/invitations', { ...invited, email }), register)).toBe(409);
  });

  it('is not made for an e-mail that has an account', async () => {
    const { admin, school } = await adminOf();
    const student = await buildStudent(app.database.db, { school });
    const { body } = await admin.post('/api/invitations', { ...invited, email: student.email }).expect(409);
    expect(body.code).toBe('already_exists');
  });
});

describe('the list of people', () => {
  it('comes in pages of 50 by name without a gap or a double', async () => {
    const { admin, school } = await adminOf();
    for (let index = 0; index < 60; index += 1) {
      await buildStudent(app.database.db, { school, name: `Same Name ${index % 3}` });
    }
    const first = await admin.get('/api/people?role=student').expect(200);
    expect(first.body.items).toHaveLength(50);
    const second = await admin.get(`/api/people?role=student&cursor=${first.body.next_cursor}`).expect(200);
    expect(second.body.next_cursor).toBeNull();
    const ids = [...first.body.items, ...second.body.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(60);
  });

  it('is searched by name and e-mail, wildcards taken as they are', async () => {
    const { admin, school } = await adminOf();
    const person = await buildStudent(app.database.db, { school, name: 'Per%cent Under_score' });
    await buildStudent(app.database.db, { school, name: 'Percent Underscore' });
    const found = async (search: string) =>
      (await admin.get(`/api/people?search=${encodeURIComponent(search)}`)).body.items.map(
        ({ id }: { id: string }) => id,
      );
    expect(await found('per%c')).toEqual([person.id]);
    expect(await found('under_s')).toEqual([person.id]);
    expect(await found(person.email?.toUpperCase() ?? '')).toEqual([person.id]);
    expect(await found('\\')).toEqual([]);
  });

  it("shows a teacher the students of the own courses, by the face's state", async () => {
    const teacher = await buildTeacher(app.database.db);
    const school = await app.database.db.school.findUniqueOrThrow({ where: { id: teacher.schoolId } });
    const [mine, other] = [
      await buildStudent(app.database.db, { school }),
      await buildStudent(app.database.db, { school }),
    ];
    await buildCourse(app.database.db, { teacher, students: [mine] });
    const caller = await callAs(app, teacher);
    const list = async (query: string) =>
      (await caller.get(`/api/people?${query}`).expect(200)).body.items.map(({ id }: { id: string }) => id);
    expect(await list('')).toEqual([mine.id]);
    expect(await list('role=admin')).toEqual([]);
    expect(await list(`search=${other.email}`)).toEqual([]);
    expect(await list('face=none')).toEqual([mine.id]);
    expect(await list('face=confirmed')).toEqual([]);
  });
});
