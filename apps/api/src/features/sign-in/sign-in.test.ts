import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSchool, buildStudent, buildTeacher, builtPassword } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(async () => app.close());

describe('signing in', () => {
  it('gives a new web session that knows the person, and ends with signing out', async () => {
    const student = await buildStudent(app.database.db, { name: 'Sari' });
    const agent = request.agent(app.url);
    const own = { 'Sec-Fetch-Site': 'same-origin' };
    const first = (await agent.get('/api/csrf')).body.token;
    const signedIn = await agent
      .post('/api/sign_in')
      .set(own)
      .set('X-CSRF-Token', first)
      .send({ email: ` ${student.email?.toUpperCase()} `, password: builtPassword })
      .expect(200);
    expect(signedIn.body).toMatchObject({ id: student.id, name: 'Sari', role: 'student' });
    expect(signedIn.headers['set-cookie']?.[0]).toMatch(/^hadir=.*; Path=\/; Expires=.*; HttpOnly; SameSite=Lax$/);
    await agent.get('/api/me').expect(200);
    await agent.post('/api/sign_out').set(own).set('X-CSRF-Token', first).expect(403);
    const second = (await agent.get('/api/csrf')).body.token;
    await agent.post('/api/sign_out').set(own).set('X-CSRF-Token', second).expect(200);
    const after = await agent.get('/api/me').expect(401);
    expect(after.body.code).toBe('not_signed_in');
  });

  it('answers an unknown e-mail, a wrong password and a deactivated account alike', async () => {
    const known = await buildStudent(app.database.db);
    const gone = await buildStudent(app.database.db, { isActive: false });
    const stranger = await callAs(app, null);
    const answers = await Promise.all([
      stranger.post('/api/sign_in', { email: 'nobody@built.example', password: builtPassword }),
      stranger.post('/api/sign_in', { email: known.email, password: 'something else' }),
      stranger.post('/api/sign_in', { email: gone.email, password: builtPassword }),
    ]);
    for (const { status, body } of answers) {
      expect(status).toBe(401);
      expect({ ...body, request_id: '' }).toEqual({
        code: 'sign_in_failed',
        message: 'E-mail or password is wrong.',
        request_id: '',
      });
    }
  });

  it('counts five failures a minute for one account from one address, and no success', async () => {
    const [victim, other] = [await buildStudent(app.database.db), await buildStudent(app.database.db)];
    const stranger = await callAs(app, null);
    for (let round = 0; round < 7; round += 1) {
      const fine = await callAs(app, null);
      await fine.post('/api/sign_in', { email: other.email, password: builtPassword }).expect(200);
    }
    const statuses: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      const answer = await stranger.post('/api/sign_in', { email: victim.email?.toUpperCase(), password: 'wrong' });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    const late = await stranger.post('/api/sign_in', { email: victim.email, password: builtPassword }).expect(429);
    expect(late.body.code).toBe('retry_later');
    expect(Number(late.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('ends at once when the account is deactivated, and after the absolute time', async () => {
    const student = await buildStudent(app.database.db);
    const teacher = await buildTeacher(app.database.db);
    const [asStudent, asTeacher] = [await callAs(app, student), await callAs(app, teacher)];
    const later = Date.now() + 13 * 3600 * 1000;
    app.setNow(new Date(later));
    await asStudent.get('/api/me').expect(200);
    await asTeacher.get('/api/me').expect(401);
    app.setNow(null);
    await asTeacher.get('/api/me').expect(200);
    await app.database.db.person.update({ where: { id: student.id }, data: { isActive: false } });
    await asStudent.get('/api/me').expect(401);
  });
});

describe('registering', () => {
  const person = { name: 'New Student', email: 'new@built.example', password: 'long enough 1' };

  it('takes the join code in any case, makes a student whatever role is asked for, and signs in', async () => {
    const school = await buildSchool(app.database.db, { joinCode: 'ABCD2345' });
    const stranger = await callAs(app, null);
    const { body } = await stranger
      .post('/api/registration', { ...person, join_code: 'abcd-2345', role: 'admin', school_id: 'x' })
      .expect(200);
    expect(body).toMatchObject({ role: 'student', school: { id: school.id }, email: 'new@built.example' });
    const found = await app.database.db.person.findUniqueOrThrow({ where: { id: body.id } });
    expect(found).toMatchObject({ role: 'student', schoolId: school.id });
    expect(await app.database.db.auditEntry.count({ where: { subjectId: body.id, action: 'person.registered' } })).toBe(
      1,
    );
  });

  it('says that an e-mail is taken only to somebody with the join code', async () => {
    const school = await buildSchool(app.database.db);
    const taken = await buildStudent(app.database.db);
    const stranger = await callAs(app, null);
    const email = taken.email?.toUpperCase();
    const without = await stranger.post('/api/registration', { ...person, email, join_code: 'WRONG' }).expect(400);
    expect(without.body.code).toBe('join_code_invalid');
    const withCode = await stranger
      .post('/api/registration', { ...person, email, join_code: school.joinCode })
      .expect(409);
    expect(withCode.body.code).toBe('already_exists');
  });

  it('sends an address away after twenty wrong codes and still lets the class in', async () => {
    const own = await openTestApp();
    try {
      const school = await buildSchool(own.database.db);
      const stranger = await callAs(own, null);
      const statuses = new Set<number>();
      for (let round = 0; round < 20; round += 1) {
        statuses.add((await stranger.post('/api/registration', { ...person, join_code: `NO${round}` })).status);
      }
      expect([...statuses]).toEqual([400]);
      await stranger.post('/api/registration', { ...person, join_code: 'NO21' }).expect(429);
      await stranger.post('/api/registration', { ...person, join_code: school.joinCode }).expect(200);
    } finally {
      await own.close();
    }
  });
});
