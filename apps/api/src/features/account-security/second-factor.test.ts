import { generateSync } from 'otplib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '#generated/prisma/client.ts';
import { fixedKeyRing } from '#start/key-ring.ts';
import { makeAuthenticator } from '#test/authenticator.ts';
import { buildAdmin, buildSchool, buildStudent, buildTeacher, builtPassword } from '#test/build.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { readAudit } from '#test/read-audit.ts';
import { type Browser, openBrowser } from '#test/sign-in-browser.ts';
import { resealTotp } from './reseal-totp.ts';
import { openTotp } from './seal-totp.ts';

let app: TestApp;
let teacher: Person;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  app.setNow(null);
  teacher = await buildTeacher(app.database.db);
});

const password = (person: Person) => ({ email: person.email, password: builtPassword });
const codeAt = (secret: string, offsetS = 0) =>
  generateSync({ secret, epoch: Math.floor(app.context.now().getTime() / 1000) + offsetS });
/** Codes count once: the next one comes half a minute later. */
const wait = (seconds = 30) => app.setNow(new Date(app.context.now().getTime() + seconds * 1000));

async function signedIn(person: Person): Promise<Browser> {
  const browser = openBrowser(app);
  expect((await browser.post('/api/sign_in', password(person))).status).toBe(200);
  return browser;
}

async function addTotp(browser: Browser): Promise<{ secret: string; codes: string[] }> {
  const { secret, uri } = (await browser.post('/api/second_factor/totp', { password: builtPassword })).body;
  expect(uri).toMatch(/^otpauth:\/\/totp\/Hadir/);
  const { body, status } = await browser.post('/api/second_factor/totp/confirm', { code: codeAt(secret) });
  expect([status, body.recovery_codes?.length]).toEqual([200, 10]);
  return { secret, codes: body.recovery_codes };
}

describe('an authenticator app', () => {
  it('makes the password a first step that opens nothing', async () => {
    const { secret } = await addTotp(await signedIn(teacher));
    wait();
    const browser = openBrowser(app);
    const half = await browser.post('/api/sign_in', password(teacher));
    expect(half.body).toEqual({
      second_step: { methods: ['totp', 'recovery_code'], expires_at: expect.any(String) },
    });
    const before = browser.cookie();
    expect((await browser.get('/api/me')).status).toBe(401);
    expect((await browser.get('/api/courses')).status).toBe(401);
    const whole = await browser.post('/api/sign_in/second_step', { code: codeAt(secret) });
    expect([whole.status, whole.body.id]).toEqual([200, teacher.id]);
    expect(browser.cookie()).not.toBe(before);
    expect((await browser.get('/api/me')).status).toBe(200);
    // The web session of the first step is none any more, whoever had put it there.
    expect((await openBrowser(app, before).get('/api/me')).status).toBe(401);
  });

  it('takes a code once, also of two at the same moment', async () => {
    const { secret } = await addTotp(await signedIn(teacher));
    wait();
    const browsers = await Promise.all([1, 2, 3].map(async () => openBrowser(app)));
    for (const browser of browsers) await browser.post('/api/sign_in', password(teacher));
    const code = codeAt(secret);
    const answers = await Promise.all(browsers.map((browser) => browser.post('/api/sign_in/second_step', { code })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401, 401]);
  });

  it('takes no code of the set-up again, none of tomorrow, and nothing without the password', async () => {
    const { secret } = await addTotp(await signedIn(teacher));
    const browser = openBrowser(app);
    const stranger = await browser.post('/api/sign_in/second_step', { code: codeAt(secret) });
    expect([stranger.status, stranger.body.code]).toEqual([401, 'sign_in_failed']);
    await browser.post('/api/sign_in', password(teacher));
    for (const code of [codeAt(secret), codeAt(secret, 3600), '000000', 'ABCD-ABCD-ABCD-ABCD']) {
      const { status, body } = await browser.post('/api/sign_in/second_step', { code });
      expect([code, status, body.code]).toEqual([code, 401, 'code_wrong']);
    }
    expect((await browser.get('/api/me')).status).toBe(401);
  });

  it('is guessed five times a minute from one address, and the password is asked for anew after five minutes', async () => {
    const { secret } = await addTotp(await signedIn(teacher));
    const browser = openBrowser(app);
    await browser.post('/api/sign_in', password(teacher));
    const statuses: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      statuses.push((await browser.post('/api/sign_in/second_step', { code: `00000${round}` })).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    expect((await browser.post('/api/sign_in/second_step', { code: codeAt(secret, 30) })).status).toBe(429);

    const other = await buildTeacher(app.database.db);
    const late = openBrowser(app);
    const { secret: own } = await addTotp(await signedIn(other));
    await late.post('/api/sign_in', password(other));
    wait(301);
    const answer = await late.post('/api/sign_in/second_step', { code: codeAt(own) });
    expect([answer.status, answer.body.code]).toEqual([401, 'sign_in_failed']);
    expect(await readAudit(app.database.db, { subjectId: teacher.id, action: 'sign_in.failed' })).toHaveLength(5);
  });

  it('is guessed sixty times a day at most, from however many addresses', async () => {
    const own = await openTestApp({ options: { trustProxy: 1 } });
    try {
      const person = await buildTeacher(own.database.db);
      await own.database.db.passkey.create({
        data: {
          ...{ schoolId: person.schoolId, personId: person.id, credentialId: 'one', label: 'Key', counter: 0 },
          publicKey: new Uint8Array(77),
        },
      });
      let last = 0;
      for (let round = 0; round < 61; round += 1) {
        const browser = openBrowser(own, '', `10.1.${round}.1`);
        await browser.post('/api/sign_in', password(person));
        last = (await browser.post('/api/sign_in/second_step', { code: '123456' })).status;
        if (round < 60) expect([round, last]).toEqual([round, 401]);
      }
      expect(last).toBe(429);
    } finally {
      await own.close();
    }
  });

  it('lies sealed for its owner, and is sealed anew when the master key changes', async () => {
    const { secret } = await addTotp(await signedIn(teacher));
    const { db } = app.database;
    const find = () => db.totpSecret.findUniqueOrThrow({ where: { personId: teacher.id } });
    const row = await find();
    expect(Buffer.from(row.sealed).includes(secret)).toBe(false);
    expect(openTotp(app.context.keys, row)).toBe(secret);
    expect(() => openTotp(app.context.keys, { ...row, personId: teacher.schoolId })).toThrow();
    const next = { version: 2, key: Buffer.alloc(32, 9) };
    const keys = fixedKeyRing(next, app.context.masterKey);
    await resealTotp({ ...app.context, keys }, () => false);
    expect(openTotp(fixedKeyRing(next), await find())).toBe(secret);
    await resealTotp({ ...app.context, keys: fixedKeyRing(app.context.masterKey, next) }, () => false);
  });
});

describe('recovery codes', () => {
  it('each stand in for the app once, however they are typed, and end with new ones', async () => {
    const { secret, codes } = await addTotp(await signedIn(teacher));
    const [first = '', second = ''] = codes;
    const signIn = async (code: string) => {
      const browser = openBrowser(app);
      await browser.post('/api/sign_in', password(teacher));
      return { browser, status: (await browser.post('/api/sign_in/second_step', { code })).status };
    };
    const { browser, status } = await signIn(first.toLowerCase().replaceAll('-', ' '));
    expect(status).toBe(200);
    expect((await signIn(first)).status).toBe(401);
    expect((await browser.get('/api/second_factor')).body).toMatchObject({ recovery_codes_left: 9 });
    const renewed = await browser.post('/api/second_factor/recovery_codes', { password: builtPassword });
    expect(renewed.status).toBe(200);
    expect((await signIn(second)).status).toBe(401);
    expect((await signIn(renewed.body.recovery_codes[0])).status).toBe(200);
    const kept = await app.database.db.recoveryCode.findMany({ where: { personId: teacher.id } });
    expect(JSON.stringify(kept)).not.toContain(renewed.body.recovery_codes[1]);
    wait();
    expect((await signIn(codeAt(secret))).status).toBe(200);
  });

  it('of somebody else open nothing', async () => {
    const other = await buildTeacher(app.database.db);
    const theirs = await addTotp(await signedIn(other));
    await addTotp(await signedIn(teacher));
    const browser = openBrowser(app);
    await browser.post('/api/sign_in', password(teacher));
    const { status } = await browser.post('/api/sign_in/second_step', { code: theirs.codes[0] ?? '' });
    expect(status).toBe(401);
  });
});

describe('a passkey of staff', () => {
  it('is added without a phone, and is a second step by itself', async () => {
    const first = await signedIn(teacher);
    const key = makeAuthenticator();
    const { options } = (await first.post('/api/passkeys/options', { password: builtPassword })).body;
    const credential = key.create(options.challenge);
    expect((await first.post('/api/passkeys', { label: 'Key', credential })).status).toBe(200);

    const browser = openBrowser(app);
    const half = await browser.post('/api/sign_in', password(teacher));
    expect(half.body.second_step.methods).toEqual(['passkey']);
    const offered = (await browser.post('/api/sign_in/second_step/options')).body.options;
    // Made for something else, it is nothing here.
    const stepUp = (await first.post('/api/step_up/options')).body.options;
    const wrong = await browser.post('/api/sign_in/second_step', { credential: key.use(stepUp.challenge) });
    expect([wrong.status, wrong.body.code]).toEqual([400, 'passkey_not_accepted']);
    const used = key.use(offered.challenge);
    expect((await browser.post('/api/sign_in/second_step', { credential: used })).status).toBe(200);
    expect((await browser.get('/api/me')).body.id).toBe(teacher.id);
    const again = openBrowser(app);
    await again.post('/api/sign_in', password(teacher));
    expect((await again.post('/api/sign_in/second_step', { credential: used })).status).toBe(400);
  });

  it('of a student is no second step', async () => {
    const student = await buildStudent(app.database.db);
    await app.database.db.passkey.create({
      data: {
        ...{ schoolId: student.schoolId, personId: student.id, credentialId: student.id, label: 'Key', counter: 0 },
        publicKey: new Uint8Array(77),
      },
    });
    expect((await (await signedIn(student)).get('/api/me')).status).toBe(200);
  });
});

describe('a school that asks its staff for a second factor', () => {
  it('opens nothing before there is one, and lets the last one not go', async () => {
    const school = await buildSchool(app.database.db, { staffSecondFactor: true });
    const admin = await buildAdmin(app.database.db, { school });
    const browser = await signedIn(admin);
    expect((await browser.get('/api/me')).body.lacks_second_factor).toBe(true);
    for (const path of ['/api/people', '/api/school', '/api/sign_ins', '/api/courses']) {
      const { status, body } = await browser.get(path);
      expect([path, status, body.code]).toEqual([path, 403, 'second_factor_needed']);
    }
    await addTotp(browser);
    expect((await browser.get('/api/me')).body.lacks_second_factor).toBe(false);
    expect((await browser.get('/api/people')).status).toBe(200);
    const removed = await browser.post('/api/second_factor/totp/remove', { password: builtPassword });
    expect([removed.status, removed.body.code]).toEqual([409, 'not_possible_now']);
    const student = await buildStudent(app.database.db, { school });
    expect((await (await signedIn(student)).get('/api/active_sessions')).status).toBe(200);
  });
});

describe('an admin', () => {
  it("resets a colleague's second factor, which ends the colleague's sign-ins, and never the own one", async () => {
    const admin = await buildAdmin(app.database.db, { schoolId: teacher.schoolId });
    const theirs = await signedIn(teacher);
    await addTotp(theirs);
    const browser = await signedIn(admin);
    const reset = (id: string) => browser.post(`/api/people/${id}/second_factor/reset`, { reason: 'lost the phone' });
    expect((await reset(admin.id)).status).toBe(409);
    expect((await reset((await buildTeacher(app.database.db)).id)).status).toBe(404);
    expect((await reset((await buildStudent(app.database.db, { schoolId: teacher.schoolId })).id)).status).toBe(404);
    expect((await reset(teacher.id)).status).toBe(200);
    expect((await theirs.get('/api/me')).status).toBe(401);
    expect((await (await signedIn(teacher)).get('/api/me')).status).toBe(200);
    const rows = await readAudit(app.database.db, { subjectId: teacher.id, action: 'second_factor.reset' });
    expect(rows).toMatchObject([{ actorId: admin.id, reason: 'lost the phone', before: { apps: 1, passkeys: 0 } }]);
  });
});
