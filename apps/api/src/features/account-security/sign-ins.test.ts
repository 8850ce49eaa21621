import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '#generated/prisma/client.ts';
import { buildAdmin, buildStudent, buildTeacher, builtPassword } from '#test/build.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { type Browser, openBrowser } from '#test/sign-in-browser.ts';

let app: TestApp;
let admin: Person;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  app.setNow(null);
  admin = await buildAdmin(app.database.db);
});

const later = (minutes: number) => app.setNow(new Date(app.context.now().getTime() + minutes * 60_000));

async function signedIn(person: Person, password = builtPassword): Promise<Browser> {
  const browser = openBrowser(app);
  expect((await browser.post('/api/sign_in', { email: person.email, password })).status).toBe(200);
  return browser;
}
const isOpen = async (browser: Browser) => (await browser.get('/api/me')).status === 200;

describe('what concerns others or cannot be taken back', () => {
  const colleague = () => buildTeacher(app.database.db, { schoolId: admin.schoolId });

  it('wants the password again ten minutes after it was given, on this browser', async () => {
    const [one, two] = [await signedIn(admin), await signedIn(admin)];
    const { id } = await colleague();
    const reset = (browser: Browser) => browser.post(`/api/people/${id}/password_reset`, { kind: 'code' });
    later(9);
    expect((await reset(one)).status).toBe(200);
    later(2);
    const asked = await reset(one);
    expect([asked.status, asked.body.code]).toEqual([403, 'step_up_needed']);
    const wrong = await one.post('/api/step_up', { password: 'something else' });
    expect([wrong.status, wrong.body.code]).toEqual([401, 'password_wrong']);
    expect((await reset(one)).status).toBe(403);
    expect((await one.post('/api/step_up', { password: builtPassword })).status).toBe(200);
    expect((await reset(one)).status).toBe(200);
    expect((await reset(two)).status).toBe(403);
    expect((await one.get('/api/people')).status).toBe(200);
  });

  it('is no way to guess a password', async () => {
    const browser = await signedIn(admin);
    const statuses: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      statuses.push((await browser.post('/api/step_up', { password: `guess ${round}` })).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
  });
});

describe('the list of sign-ins', () => {
  it('says where the own account is open, and for how long', async () => {
    const [one, two] = [await signedIn(admin), await signedIn(admin)];
    const { body } = await two.get('/api/sign_ins');
    expect(body).toMatchObject({ idle_hours: 2, absolute_hours: 12 });
    expect(body.items).toMatchObject([
      { is_this: true, address: '127.0.0.1', user_agent: 'Firefox on Linux', with_second_factor: false },
      { is_this: false },
    ]);
    const student = await signedIn(await buildStudent(app.database.db));
    expect((await student.get('/api/sign_ins')).body).toMatchObject({ idle_hours: 336, absolute_hours: 720 });
    expect(await isOpen(one)).toBe(true);
  });

  it('signs one browser out from its next request on, and nobody else', async () => {
    const [one, two] = [await signedIn(admin), await signedIn(admin)];
    const [, other] = (await two.get('/api/sign_ins')).body.items;
    expect((await two.delete(`/api/sign_ins/${other.id}`)).status).toBe(200);
    expect([await isOpen(one), await isOpen(two)]).toEqual([false, true]);
    expect((await two.get('/api/sign_ins')).body.items).toHaveLength(1);
    expect((await two.delete(`/api/sign_ins/${other.id}`)).status).toBe(404);
    const stranger = await signedIn(await buildAdmin(app.database.db));
    const [mine] = (await two.get('/api/sign_ins')).body.items;
    expect((await stranger.delete(`/api/sign_ins/${mine.id}`)).status).toBe(404);
    expect(await isOpen(two)).toBe(true);
  });

  it('a stolen web session ends with sign out everywhere, also the copy of this one', async () => {
    const [own, other] = [await signedIn(admin), await signedIn(admin)];
    const stolen = openBrowser(app, own.cookie());
    expect(await isOpen(stolen)).toBe(true);
    expect((await own.post('/api/sign_ins/end', { keep_this: true })).status).toBe(200);
    expect([await isOpen(own), await isOpen(other)]).toEqual([true, false]);
    expect((await own.post('/api/sign_ins/end', {})).status).toBe(200);
    expect([await isOpen(own), await isOpen(stolen)]).toEqual([false, false]);
  });

  it('a copy of the cookie ends when its owner signs out', async () => {
    const own = await signedIn(admin);
    const stolen = openBrowser(app, own.cookie());
    expect((await own.post('/api/sign_out')).status).toBe(200);
    expect(await isOpen(stolen)).toBe(false);
  });
});

describe('a sign-in ends', () => {
  it('by time without a request on the server, whatever the cookie says', async () => {
    const browser = await signedIn(admin);
    later(119);
    expect(await isOpen(browser)).toBe(true);
    later(119);
    expect(await isOpen(browser)).toBe(true);
    later(121);
    expect(await isOpen(browser)).toBe(false);
    const teacher = await signedIn(await buildTeacher(app.database.db));
    for (let round = 0; round < 6; round += 1) {
      expect(await isOpen(teacher)).toBe(true);
      later(119);
    }
    later(7);
    expect(await isOpen(teacher)).toBe(false);
  });

  it('when a role is lowered or the account deactivated, for good', async () => {
    const { db } = app.database;
    const browser = await signedIn(admin);
    await db.person.update({ where: { id: admin.id }, data: { role: 'teacher' } });
    expect(await isOpen(browser)).toBe(false);
    await db.person.update({ where: { id: admin.id }, data: { role: 'admin' } });
    expect(await isOpen(browser)).toBe(false);
    const again = await signedIn(admin);
    await db.person.update({ where: { id: admin.id }, data: { name: 'Another Name' } });
    expect(await isOpen(again)).toBe(true);
    await db.person.update({ where: { id: admin.id }, data: { isActive: false } });
    await db.person.update({ where: { id: admin.id }, data: { isActive: true } });
    expect(await isOpen(again)).toBe(false);
  });

  it('everywhere else when the password changes, which needs the old one', async () => {
    const [one, two] = [await signedIn(admin), await signedIn(admin)];
    const change = (password: string, next: string) => one.post('/api/me/password', { password, new_password: next });
    expect((await change('something else', 'a new password')).body.code).toBe('password_wrong');
    expect((await change(builtPassword, 'short')).status).toBe(400);
    expect((await change(builtPassword, 'a new password')).status).toBe(200);
    expect([await isOpen(one), await isOpen(two)]).toEqual([true, false]);
    await signedIn(admin, 'a new password');
    const old = await openBrowser(app).post('/api/sign_in', { email: admin.email, password: builtPassword });
    expect(old.status).toBe(401);
  });
});

describe('a web session that somebody else has put into the browser', () => {
  it('is not the one that is signed in', async () => {
    const attacker = openBrowser(app);
    await attacker.get('/api/csrf');
    const victim = openBrowser(app, attacker.cookie());
    expect((await victim.post('/api/sign_in', { email: admin.email, password: builtPassword })).status).toBe(200);
    expect(victim.cookie()).not.toBe(attacker.cookie());
    expect([await isOpen(victim), await isOpen(attacker)]).toEqual([true, false]);
  });
});
