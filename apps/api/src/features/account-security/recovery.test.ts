import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { handleMessages } from '#features/outbox/handle-messages.ts';
import type { Person, School } from '#generated/prisma/client.ts';
import { buildAdmin, buildCourse, buildSchool, buildStudent, buildTeacher, builtPassword } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { readAudit } from '#test/read-audit.ts';
import { openBrowser } from '#test/sign-in-browser.ts';
import { waitForLocks } from '#test/wait-for-locks.ts';
import { accountHandlers } from './account-handlers.ts';

let app: TestApp;
let school: School;
let admin: Person;
let teacher: Person;
let student: Person;
beforeAll(async () => {
  app = await openTestApp({ options: { trustProxy: 1 } });
});
afterAll(() => app.close());
beforeEach(async () => {
  app.setNow(null);
  app.letters.length = 0;
  const { db } = app.database;
  school = await buildSchool(db);
  admin = await buildAdmin(db, { school });
  teacher = await buildTeacher(db, { school });
  student = await buildStudent(db, { school, email: null, admissionNumber: 'A/2026-1' });
  await buildCourse(db, { teacher, students: [student] });
});

/** Each from an address of its own: the limits per address are tried on purpose only. */
let addresses = 0;
function anybody() {
  addresses += 1;
  return openBrowser(app, '', `10.9.${addresses >> 8}.${addresses & 255}`);
}
const next = 'a new password';
const signIn = async (name: object, password: string) =>
  (await anybody().post('/api/sign_in', { ...name, password })).status;
const byNumber = () => ({ join_code: school.joinCode, admission_number: 'a/2026-1' });

describe('signing in by school and admission number', () => {
  it('takes both in any case, and tells nobody which of them is known', async () => {
    expect(await signIn(byNumber(), builtPassword)).toBe(200);
    const wrong = [
      { ...byNumber(), password: 'something else' },
      { ...byNumber(), admission_number: 'A/9', password: builtPassword },
      { ...byNumber(), join_code: 'NOWHERE', password: builtPassword },
    ];
    for (const body of wrong) {
      const answer = await anybody().post('/api/sign_in', body);
      expect({ ...answer.body, request_id: '' }).toEqual({
        ...{ code: 'sign_in_failed', message: 'Number or password is wrong.', request_id: '' },
      });
      expect(answer.status).toBe(401);
    }
  });

  it('is tried five times a minute from one address, however the number is written', async () => {
    const browser = openBrowser(app, '', '10.8.0.1');
    const statuses: number[] = [];
    for (const admission_number of ['A/2026-1', 'a/2026-1', ' A/2026-1 ', 'A/2026-1', 'a/2026-1', 'A/2026-1']) {
      statuses.push((await browser.post('/api/sign_in', { ...byNumber(), admission_number, password: 'x' })).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('names one account: an e-mail beside the number, which would be counted in its place, is refused', async () => {
    const both = { ...byNumber(), email: 'guess-1' };
    for (const password of ['x', builtPassword]) expect(await signIn(both, password)).toBe(400);
    expect(await signIn({ ...both, email: teacher.email }, builtPassword)).toBe(400);
    const code = { ...both, code: 'AAAA-AAAA', new_password: next };
    expect((await anybody().post('/api/password_resets/code', code)).status).toBe(400);
  });
});

describe('a link by e-mail', () => {
  const ask = (email: string | null) => anybody().post('/api/password_resets', { email });
  const send = async () => {
    const where = { topic: 'password_reset.asked' };
    await vi.waitFor(async () => expect(await app.database.db.outboxMessage.count({ where })).toBeGreaterThan(0));
    await handleMessages(app.context, accountHandlers(app.context));
  };
  const tokenIn = (text = '') => /\/reset#(\S+)/.exec(text)?.[1] ?? '';
  const use = (token: string) => anybody().post('/api/password_resets/link', { token, new_password: next });

  it('sets a new password once, ends every sign-in, and is kept as a hash alone', async () => {
    const signedIn = anybody();
    await signedIn.post('/api/sign_in', { email: teacher.email, password: builtPassword });
    expect((await ask(teacher.email)).body).toEqual({ success: true });
    await send();
    const [letter] = app.letters;
    expect(letter).toMatchObject({ to: teacher.email, subject: 'Set a new password for Hadir' });
    const token = tokenIn(letter?.text);
    const kept = JSON.stringify(await app.database.db.passwordReset.findMany());
    expect([token.length, kept.includes(token)]).toEqual([43, false]);
    const answers = await Promise.all([use(token), use(token)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400]);
    expect((await signedIn.get('/api/me')).status).toBe(401);
    expect(await signIn({ email: teacher.email }, builtPassword)).toBe(401);
    expect(await signIn({ email: teacher.email }, next)).toBe(200);
    expect((await use(token)).body.code).toBe('link_invalid');
  });

  it('answers the same for everybody and mails nobody who has no account', async () => {
    await app.database.db.person.update({ where: { id: admin.id }, data: { isActive: false } });
    const answers = [await ask('nobody@built.example'), await ask(admin.email), await ask(teacher.email)];
    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [200, { success: true }],
      [200, { success: true }],
      [200, { success: true }],
    ]);
    await send();
    expect(app.letters.map(({ to }) => to)).toEqual([teacher.email]);
  });

  it('lasts an hour, goes three times an hour, and cannot be guessed', async () => {
    for (let round = 0; round < 4; round += 1) {
      await ask(teacher.email);
      await send();
    }
    expect(app.letters).toHaveLength(3);
    app.setNow(new Date(Date.now() + 3_600_001));
    expect((await use(tokenIn(app.letters[0]?.text))).body.code).toBe('link_invalid');
    app.setNow(null);
    const guesser = openBrowser(app, '', '10.8.0.2');
    const statuses: number[] = [];
    for (let round = 0; round < 21; round += 1) {
      const body = { token: `guess${round}`, new_password: next };
      statuses.push((await guesser.post('/api/password_resets/link', body)).status);
    }
    expect([statuses.slice(0, 20).every((status) => status === 400), statuses[20]]).toEqual([true, 429]);
  });

  it('is no longer good once the student has another e-mail', async () => {
    const { db } = app.database;
    const known = await buildStudent(db, { school });
    const { id, email } = known;
    await ask(email);
    await send();
    const token = tokenIn(app.letters[0]?.text);
    const change = async (given: object) => (await (await callAs(app, admin)).patch(`/api/people/${id}`, given)).status;
    expect(await change({ name: 'Another Name', email })).toBe(200);
    expect(await db.passwordReset.count({ where: { personId: id, usedAt: null } })).toBe(1);
    expect(await change({ email: `new.${email}` })).toBe(200);
    expect((await use(token)).body.code).toBe('link_invalid');
    expect(await signIn({ email: `new.${email}` }, builtPassword)).toBe(200);
  });

  it('goes to the e-mail that the student has by then', async () => {
    const { db } = app.database;
    const { id, email } = await buildStudent(db, { school });
    await ask(email);
    const asked = await db.$transaction(async (tx) => {
      await tx.person.update({ where: { id }, data: { email: `new.${email}` } });
      const sent = send();
      await waitForLocks(db, 1);
      return { sent };
    });
    await asked.sent;
    expect(app.letters.map(({ to }) => to)).toEqual([`new.${email}`]);
  });

  it('is no way round a second factor', async () => {
    await app.database.db.passkey.create({
      data: {
        ...{ schoolId: school.id, personId: teacher.id, credentialId: teacher.id, label: 'Key', counter: 0 },
        publicKey: new Uint8Array(77),
      },
    });
    await ask(teacher.email);
    await send();
    expect((await use(tokenIn(app.letters[0]?.text))).body).toEqual({ success: true });
    const browser = anybody();
    const { body } = await browser.post('/api/sign_in', { email: teacher.email, password: next });
    expect(body.second_step.methods).toEqual(['passkey']);
    expect((await browser.get('/api/me')).status).toBe(401);
  });
});

describe('a code that staff give', () => {
  const issue = async (staff: Person, id: string, kind = 'code') =>
    (await callAs(app, staff)).post(`/api/people/${id}/password_reset`, { kind });
  const use = (code: string, name: object = byNumber()) =>
    anybody().post('/api/password_resets/code', { ...name, code, new_password: next });

  it('sets a new password once, within 24 hours, typed in any case', async () => {
    const { body } = await issue(teacher, student.id);
    expect(body.value).toMatch(/^[34679ACDEFGHJKMNPQRTVWXY]{4}-[34679ACDEFGHJKMNPQRTVWXY]{4}$/);
    app.setNow(new Date(Date.now() + 24 * 3_600_000 + 1));
    expect((await use(body.value)).status).toBe(401);
    app.setNow(null);
    const again = (await issue(teacher, student.id)).body.value;
    expect((await use(body.value)).status).toBe(401);
    expect((await use(again.toLowerCase().replace('-', ' '))).status).toBe(200);
    expect(await signIn(byNumber(), next)).toBe(200);
    expect((await use(again)).status).toBe(401);
    const rows = await readAudit(app.database.db, { subjectId: student.id });
    expect(rows.map(({ action }) => action)).toContain('password_reset.issued');
  });

  it('is one, also when two are given at once', async () => {
    const { db } = app.database;
    const asked = await db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT FROM people WHERE id = ${student.id}::uuid FOR UPDATE`;
      const answers = Promise.all([issue(teacher, student.id), issue(admin, student.id)]);
      await waitForLocks(db, 2);
      return { answers };
    });
    expect((await asked.answers).map(({ status }) => status)).toEqual([200, 200]);
    expect(await db.passwordReset.count({ where: { personId: student.id, usedAt: null } })).toBe(1);
  });

  it('ends after five wrong tries, and every wrong combination is answered alike', async () => {
    const { value } = (await issue(teacher, student.id)).body;
    const answers = [
      await use('AAAA-AAAA'),
      await use(value, { ...byNumber(), admission_number: 'A/9' }),
      await use(value, { email: 'nobody@built.example' }),
    ];
    for (const { status, body } of answers) expect([status, body.code]).toEqual([401, 'code_wrong']);
    for (let round = 0; round < 4; round += 1) await use('AAAA-AAAA');
    expect((await use(value)).status).toBe(401);
  });

  it("is for a teacher's own students, and for everybody of the school below an admin", async () => {
    const { db } = app.database;
    const colleague = await buildTeacher(db, { school });
    const second = await buildAdmin(db, { school });
    const elsewhere = await buildStudent(db);
    expect((await issue(colleague, student.id)).status).toBe(404);
    expect((await issue(teacher, colleague.id)).status).toBe(404);
    expect((await issue(admin, colleague.id)).status).toBe(200);
    expect((await issue(admin, second.id)).status).toBe(404);
    expect((await issue(admin, elsewhere.id)).status).toBe(404);
    const link = await issue(admin, student.id, 'link');
    expect(link.body.value).toMatch(/\/reset#[\w-]{43}$/);
    expect((await issue(teacher, student.id, 'link')).status).toBe(403);
  });
});
