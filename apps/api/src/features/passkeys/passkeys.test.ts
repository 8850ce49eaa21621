import { createHash } from 'node:crypto';
import { passkeyText } from '@hadir/contract/passkeys.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '#generated/prisma/client.ts';
import { type Authenticator, type Ceremony, makeAuthenticator } from '#test/authenticator.ts';
import { buildStudent, builtPassword } from '#test/build.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { openPhone, type Phone } from '#test/phone.ts';

let app: TestApp;
let student: Person;
let phone: Phone;
let key: Authenticator;

beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

beforeEach(async () => {
  app.setNow(null);
  student = await buildStudent(app.database.db);
  phone = await openPhone(app, student);
  await phone.register();
  key = makeAuthenticator();
});

async function offer(one = phone): Promise<string> {
  const { body } = await one.caller.post('/api/passkeys/options', { password: builtPassword }).expect(200);
  return String(body.options.challenge);
}

/** Adds `key` as the web app does. */
async function add(
  challenge: string,
  { ceremony = {} as Ceremony, one = phone, signer = phone, keyId = phone.keyId } = {},
) {
  const raw = JSON.stringify({ label: 'My key', credential: key.create(challenge, ceremony) });
  const signature = await signer.sign(passkeyText(challenge, createHash('sha256').update(raw).digest('hex')));
  return one.caller
    .start('post', '/api/passkeys')
    .set('Content-Type', 'application/json')
    .set('X-Device-Key', keyId)
    .set('X-Device-Signature', signature)
    .send(raw);
}

/** A second phone of the student that waits. */
async function openWaiting(): Promise<Phone> {
  const waiting = await openPhone(app, student);
  expect((await waiting.register()).body.state).toBe('pending');
  return waiting;
}

async function ask(waiting: Phone): Promise<string> {
  const { body } = await waiting.caller.post(`/api/device_keys/${waiting.keyId}/passkey_options`, {}).expect(200);
  return String(body.options.challenge);
}

const approve = (waiting: Phone, credential: object) =>
  waiting.caller.post(`/api/device_keys/${waiting.keyId}/approve_by_passkey`, { credential });
const stateOf = async ({ keyId }: Phone) => app.database.db.deviceKey.findUniqueOrThrow({ where: { id: keyId } });

describe('adding a passkey', () => {
  it('asks for the password and the registered phone, and then lists, names and removes it', async () => {
    const wrong = await phone.caller.post('/api/passkeys/options', { password: 'not this one' });
    expect([wrong.status, wrong.body.code]).toEqual([401, 'password_wrong']);
    const { body, status } = await add(await offer());
    expect([status, body.label]).toEqual([200, 'My key']);
    const renamed = await phone.caller.patch(`/api/passkeys/${body.id}`, { label: 'Blue key' }).expect(200);
    expect(renamed.body.label).toBe('Blue key');
    const list = await phone.caller.get('/api/passkeys').expect(200);
    expect(list.body).toMatchObject({ items: [{ id: body.id, label: 'Blue key', last_used_at: null }], most: 5 });
    expect(Object.keys(list.body.items[0]).sort()).toEqual(['created_at', 'id', 'label', 'last_used_at']);
    await phone.caller.delete(`/api/passkeys/${body.id}`).expect(200);
    expect((await phone.caller.get('/api/passkeys')).body.items).toEqual([]);
    const actions = await app.database.db.auditEntry.findMany({
      where: { subjectId: body.id },
      orderBy: { id: 'asc' },
    });
    expect(actions.map(({ action }) => action)).toEqual(['passkey.added', 'passkey.renamed', 'passkey.removed']);
  });

  it.each<[string, Ceremony]>([
    ['another origin', { origin: 'https://elsewhere.example' }],
    ['another host', { rpId: 'elsewhere.example' }],
    ['nobody verified', { flags: 65 }],
    ['nobody present', { flags: 68 }],
    ['the answer to something else', { type: 'webauthn.get' }],
    ['a challenge of its own', { challenge: 'A'.repeat(43) }],
    ['an attestation nobody asked for', { fmt: 'android-safetynet' }],
  ])('refuses %s', async (_, ceremony) => {
    const answer = await add(await offer(), { ceremony });
    expect([answer.status, answer.body.code]).toEqual([400, 'passkey_not_accepted']);
    expect(await app.database.db.passkey.count({ where: { personId: student.id } })).toBe(0);
  });

  it('uses a challenge once, by its owner, for five minutes', async () => {
    const challenge = await offer();
    const other = await openPhone(app, await buildStudent(app.database.db, { schoolId: student.schoolId }));
    await other.register();
    const stolen = await add(challenge, { one: other, signer: other, keyId: other.keyId });
    expect(stolen.body.code).toBe('passkey_not_accepted');
    expect((await add(challenge)).status).toBe(200);
    key = makeAuthenticator();
    expect((await add(challenge)).body.code).toBe('passkey_not_accepted');
    const late = await offer();
    app.setNow(new Date(Date.now() + 5 * 60_000 + 1));
    expect((await add(late)).body.code).toBe('passkey_not_accepted');
  });

  it('needs a phone that is active: with the password alone a thief brings none', async () => {
    const waiting = await openWaiting();
    const answer = await add(await offer(), { signer: waiting, keyId: waiting.keyId });
    expect([answer.status, answer.body.code]).toEqual([401, 'device_not_recognised']);
    const unsigned = await phone.caller.post('/api/passkeys', { label: 'x', credential: key.create(await offer()) });
    expect(unsigned.body.code).toBe('device_not_recognised');
    expect(await app.database.db.passkey.count({ where: { personId: student.id } })).toBe(0);
  });

  it('makes a phone active that has waited for a day', async () => {
    const waiting = await openWaiting();
    app.setNow(new Date(Date.now() + 24 * 3600 * 1000));
    expect((await add(await offer(), { signer: waiting, keyId: waiting.keyId })).status).toBe(200);
    expect(await stateOf(waiting)).toMatchObject({ state: 'active', approvedBy: 'age', confirmedAt: null });
  });

  it('ends at five, and takes no key twice', async () => {
    const first = key;
    for (let count = 0; count < 5; count += 1) {
      expect((await add(await offer())).status).toBe(200);
      key = makeAuthenticator();
    }
    expect((await add(await offer())).body.code).toBe('too_many_keys');
    const other = await openPhone(app, await buildStudent(app.database.db, { schoolId: student.schoolId }));
    await other.register();
    key = first;
    const twice = await add(await offer(other), { one: other, signer: other, keyId: other.keyId });
    expect(twice.body.code).toBe('passkey_not_accepted');
  });
});

describe('approving a phone by passkey', () => {
  it('makes it active at once and vouches for it', async () => {
    await add(await offer());
    const waiting = await openWaiting();
    const answer = await approve(waiting, key.use(await ask(waiting)));
    expect([answer.status, answer.body]).toEqual([200, { id: waiting.keyId, state: 'active' }]);
    const approved = await stateOf(waiting);
    expect(approved).toMatchObject({ state: 'active', approvedBy: 'passkey', approvedById: null });
    expect(approved.confirmedAt).not.toBeNull();
    expect((await phone.caller.get('/api/passkeys')).body.items[0].last_used_at).not.toBeNull();
  });

  it('is not offered without one, nor for a phone of others', async () => {
    const waiting = await openWaiting();
    const none = await waiting.caller.post(`/api/device_keys/${waiting.keyId}/passkey_options`, {});
    expect([none.status, none.body.code]).toEqual([409, 'not_possible_now']);
    await add(await offer());
    const other = await openPhone(app, await buildStudent(app.database.db, { schoolId: student.schoolId }));
    await other.register();
    expect((await phone.caller.post(`/api/device_keys/${other.keyId}/passkey_options`, {})).status).toBe(404);
    const credential = key.use(await ask(waiting));
    const foreign = await phone.caller.post(`/api/device_keys/${other.keyId}/approve_by_passkey`, { credential });
    expect(foreign.status).toBe(404);
  });

  it.each<[string, Ceremony]>([
    ['another origin', { origin: 'https://elsewhere.example' }],
    ['another host', { rpId: 'elsewhere.example' }],
    ['nobody verified', { flags: 1 }],
    ['the answer to something else', { type: 'webauthn.create' }],
    ['a counter that stands still', { counter: 7 }],
    ['a counter that went back', { counter: 3 }],
  ])('refuses %s', async (_, ceremony) => {
    key.counter = 7;
    await add(await offer());
    const waiting = await openWaiting();
    const answer = await approve(waiting, key.use(await ask(waiting), ceremony));
    expect([answer.status, answer.body.code]).toEqual([400, 'passkey_not_accepted']);
    expect((await stateOf(waiting)).state).toBe('pending');
  });

  it("refuses a challenge used, late, of another phone or of another ceremony, and somebody else's key", async () => {
    await add(await offer());
    const [waiting, third] = [await openWaiting(), await openWaiting()];
    const refused = async (credential: object, one = waiting) => {
      const answer = await approve(one, credential);
      expect([answer.status, answer.body.code]).toEqual([400, 'passkey_not_accepted']);
    };
    await refused(key.use(await ask(third)));
    await refused(key.use(await offer()));
    const stranger = makeAuthenticator();
    await refused(stranger.use(await ask(waiting)));
    await refused({ ...stranger.use(await ask(waiting)), id: key.credentialId, rawId: key.credentialId });
    const late = await ask(waiting);
    app.setNow(new Date(Date.now() + 5 * 60_000 + 1));
    await refused(key.use(late));
    app.setNow(null);
    const challenge = await ask(waiting);
    const [one, two] = await Promise.all([1, 2].map(() => approve(waiting, key.use(challenge))));
    expect([one?.status, two?.status].sort()).toEqual([200, 400]);
    expect((await stateOf(third)).state).toBe('pending');
  });

  it('brings no forgotten phone back', async () => {
    await add(await offer());
    const waiting = await openWaiting();
    const challenge = await ask(waiting);
    await waiting.caller.delete(`/api/device_keys/${waiting.keyId}`).expect(200);
    const answer = await approve(waiting, key.use(challenge));
    expect([answer.status, answer.body.code]).toEqual([409, 'not_possible_now']);
  });

  it('ends with the removal of the passkey, also for a challenge given before', async () => {
    const { body } = await add(await offer());
    const waiting = await openWaiting();
    const challenge = await ask(waiting);
    await phone.caller.delete(`/api/passkeys/${body.id}`).expect(200);
    expect((await approve(waiting, key.use(challenge))).body.code).toBe('passkey_not_accepted');
  });
});
