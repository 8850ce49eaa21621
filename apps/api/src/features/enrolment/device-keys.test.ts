import { setTimeout as wait } from 'node:timers/promises';
import { deviceText } from '@hadir/contract/device-keys.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '#generated/prisma/client.ts';
import { buildAdmin, buildCourse, buildOpenSession, buildStudent, buildTeacher, builtPassword } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { between, makeFace, moved, picturesOf } from '#test/faces.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { openPhone, openReadyPhone, type Phone } from '#test/phone.ts';
import { readAudit } from '#test/read-audit.ts';
import { faceModelCard } from './face-model-card.ts';

let app: TestApp;
let teacher: Person;
let student: Person;
let phone: Phone;
const day = 24 * 3600 * 1000;

beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

beforeEach(async () => {
  app.setNow(null);
  const { db } = app.database;
  teacher = await buildTeacher(db);
  student = await buildStudent(db, { schoolId: teacher.schoolId });
  await buildCourse(db, { teacher, students: [student] });
  phone = await openPhone(app, student);
});

const keys = () => app.database.db.deviceKey.findMany({ where: { personId: student.id } });

async function bodyOf(one: Phone, change: Record<string, unknown> = {}) {
  const nonce = String((await one.caller.post('/api/device_keys/nonce', {})).body.nonce);
  return {
    public_key: one.publicKey,
    device_id: one.deviceId,
    label: 'A phone',
    password: builtPassword,
    nonce,
    signature: await one.sign(deviceText(nonce)),
    ...change,
  };
}

describe('registering a phone', () => {
  it('is active at once as the first, waiting as any later one, also after forgetting the first', async () => {
    expect((await phone.register()).body).toMatchObject({ state: 'active' });
    await phone.caller.delete(`/api/device_keys/${phone.keyId}`);
    const second = await openPhone(app, student);
    expect((await second.register()).body).toMatchObject({ state: 'pending' });
    const { body } = await second.caller.get('/api/device_keys');
    expect(body.items.map((key: { state: string }) => key.state)).toEqual(['pending', 'revoked']);
  });

  it('waits for another change of the same person, and then is the second', async () => {
    const client = await app.database.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query('SELECT id FROM people WHERE id = $1 FOR NO KEY UPDATE', [student.id]);
      const registering = phone.register();
      await wait(400);
      await client.query(
        `INSERT INTO device_keys (id, school_id, person_id, public_key, thumbprint, device_hash, label, state)
         VALUES (gen_random_uuid(), $1, $2, '{}', 'first', 'x', 'First', 'active')`,
        [student.schoolId, student.id],
      );
      await client.query('COMMIT');
      expect((await registering).body).toMatchObject({ state: 'pending' });
    } finally {
      client.release();
    }
  });

  it('two at once give one active', async () => {
    const second = await openPhone(app, student);
    const states = (await Promise.all([phone.register(), second.register()])).map(({ body }) => body.state);
    expect(states.sort()).toEqual(['active', 'pending']);
  });

  it.each<[string, (one: Phone) => Record<string, unknown>, number, string]>([
    ['a wrong password', () => ({ password: 'a wrong password' }), 401, 'password_wrong'],
    ['another signature', () => ({ signature: 'A'.repeat(86) }), 400, 'key_not_accepted'],
    [
      'a point off the curve',
      (one) => ({ public_key: { ...one.publicKey, x: Buffer.alloc(32, 7).toString('base64url') } }),
      400,
      'key_not_accepted',
    ],
    ['a private part', (one) => ({ public_key: { ...one.publicKey, d: 'x' } }), 400, 'invalid_request'],
    ['another curve', (one) => ({ public_key: { ...one.publicKey, crv: 'P-384' } }), 400, 'invalid_request'],
    ['a device id that is no hash', () => ({ device_id: 'phone' }), 400, 'invalid_request'],
    ['an empty label', () => ({ label: ' ' }), 400, 'invalid_request'],
    ['a nonce of another kind', () => ({ nonce: 5 }), 400, 'invalid_request'],
  ])('refuses %s', async (_, change, status, code) => {
    const answer = await phone.caller.post('/api/device_keys', await bodyOf(phone, change(phone)));
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await keys()).toEqual([]);
  });

  it('uses a nonce once, by its owner, for five minutes', async () => {
    const body = await bodyOf(phone);
    const other = await openPhone(app, await buildStudent(app.database.db, { schoolId: teacher.schoolId }));
    expect((await other.caller.post('/api/device_keys', body)).body.code).toBe('nonce_invalid');
    expect((await phone.caller.post('/api/device_keys', body)).status).toBe(200);
    expect((await phone.caller.post('/api/device_keys', body)).body.code).toBe('nonce_invalid');
    const late = await bodyOf(phone);
    app.setNow(new Date(Date.now() + 5 * 60_000 + 1));
    expect((await phone.caller.post('/api/device_keys', late)).body.code).toBe('nonce_invalid');
  });

  it("takes a key once in a school, and says of somebody else's no more than of a broken one", async () => {
    await phone.register();
    const other = await openPhone(app, await buildStudent(app.database.db, { schoolId: teacher.schoolId }));
    const thief = { ...other, publicKey: phone.publicKey, sign: phone.sign };
    const answer = await other.caller.post('/api/device_keys', await bodyOf(thief));
    const broken = await other.caller.post('/api/device_keys', await bodyOf(other, { signature: 'A'.repeat(86) }));
    expect([answer.status, { ...answer.body, request_id: '' }]).toEqual([400, { ...broken.body, request_id: '' }]);
    expect(answer.body.code).toBe('key_not_accepted');
    await phone.caller.delete(`/api/device_keys/${phone.keyId}`);
    const forgotten = await phone.caller.post('/api/device_keys', await bodyOf(phone));
    expect([forgotten.status, forgotten.body.code]).toEqual([409, 'already_exists']);
  });

  it('lets five wait and no more', async () => {
    await phone.register();
    for (let i = 0; i < 5; i += 1) expect((await (await openPhone(app, student)).register()).status).toBe(200);
    expect((await (await openPhone(app, student)).register()).body.code).toBe('too_many_keys');
  });
});

describe('approving a phone', () => {
  it('is for the teacher or an admin; with a fourth the one unused for longest goes', async () => {
    await phone.register();
    const admin = await callAs(app, await buildAdmin(app.database.db, { schoolId: teacher.schoolId }));
    const ids = [phone.keyId];
    for (const caller of [await callAs(app, teacher), admin, await callAs(app, teacher)]) {
      const next = await openPhone(app, student);
      await next.register();
      ids.push(next.keyId);
      const { status, body } = await caller.post(`/api/device_keys/${next.keyId}/approve`, {});
      expect([status, body.state]).toEqual([200, 'active']);
      // The first phone is in use, the second never was.
      await app.database.db.deviceKey.update({ where: { id: phone.keyId }, data: { lastUsedAt: new Date() } });
    }
    const states = new Map((await keys()).map((key) => [key.id, key.state]));
    expect(ids.map((id) => states.get(id))).toEqual(['active', 'revoked', 'active', 'active']);
  });

  it('of others does not exist', async () => {
    await phone.register();
    const second = await openPhone(app, student);
    await second.register();
    const { db } = app.database;
    const path = `/api/device_keys/${second.keyId}/approve`;
    for (const person of [await buildTeacher(db, { schoolId: teacher.schoolId }), await buildAdmin(db)]) {
      expect((await (await callAs(app, person)).post(path, {})).status).toBe(404);
    }
    expect((await second.caller.post(path, {})).status).toBe(403);
    expect((await (await callAs(app, teacher)).post('/api/device_keys/nothing/approve', {})).status).toBe(404);
  });

  it('does not bring back a forgotten phone', async () => {
    await phone.register();
    await phone.caller.delete(`/api/device_keys/${phone.keyId}`);
    const { body } = await (await callAs(app, teacher)).post(`/api/device_keys/${phone.keyId}/approve`, {});
    expect(body.code).toBe('not_possible_now');
  });
});

describe('several phones of one name', () => {
  const next = async () => {
    const one = await openPhone(app, student);
    await one.register();
    return one;
  };

  it('are told apart by a number', async () => {
    await phone.register();
    for (let i = 0; i < 2; i += 1) await next();
    expect((await keys()).map(({ label }) => label).sort()).toEqual(['Test phone', 'Test phone (2)', 'Test phone (3)']);
  });

  it('say before a fourth is approved which one ends, to the student and to staff', async () => {
    await phone.register();
    const staff = await callAs(app, teacher);
    const own = async () => (await phone.caller.get('/api/device_keys').expect(200)).body.next_to_end;
    for (let i = 0; i < 2; i += 1) {
      expect(await own()).toBeNull();
      await staff.post(`/api/device_keys/${(await next()).keyId}/approve`, {}).expect(200);
    }
    await app.database.db.deviceKey.update({ where: { id: phone.keyId }, data: { lastUsedAt: new Date() } });
    expect(await own()).toBe('Test phone (2)');
    const fourth = await next();
    const { body } = await staff.get(`/api/people/${student.id}/device_keys`).expect(200);
    expect(body.items.map(({ replaces }: { replaces: string }) => replaces)).toEqual([
      'Test phone (2)',
      ...[null, null, null],
    ]);
    await staff.post(`/api/device_keys/${fourth.keyId}/approve`, {}).expect(200);
    const ended = (await keys()).filter(({ state }) => state === 'revoked');
    expect(ended.map(({ label }) => label)).toEqual(['Test phone (2)']);
  });
});

describe('own phones', () => {
  it("shows and forgets only one's own", async () => {
    await phone.register();
    const other = await openPhone(app, await buildStudent(app.database.db, { schoolId: teacher.schoolId }));
    expect((await other.caller.get('/api/device_keys')).body.items).toEqual([]);
    expect((await other.caller.delete(`/api/device_keys/${phone.keyId}`)).status).toBe(404);
    expect((await keys()).map((key) => key.state)).toEqual(['active']);
  });

  it('shows a waiting phone as active after a day', async () => {
    await phone.register();
    const second = await openPhone(app, student);
    await second.register();
    app.setNow(new Date(Date.now() + day));
    const { body } = await phone.caller.get('/api/device_keys');
    expect(body.items.map((key: { state: string }) => key.state)).toEqual(['active', 'active']);
  });
});

describe('who vouches for a phone', () => {
  const keyOf = async (id: string) => app.database.db.deviceKey.findUniqueOrThrow({ where: { id } });

  it('the confirmed enrolment for the one that enrolled, and nobody before', async () => {
    await phone.register();
    expect(await keyOf(phone.keyId)).toMatchObject({ origin: 'first', approvedBy: 'first_key', confirmedAt: null });
    await phone.enrol();
    expect((await keyOf(phone.keyId)).confirmedAt).toBeNull();
    await (await callAs(app, teacher)).post(`/api/people/${student.id}/face_template/confirm`, {}).expect(200);
    expect((await keyOf(phone.keyId)).confirmedAt).not.toBeNull();
  });

  it('staff for a waiting one, age for none, and staff may do it later', async () => {
    await phone.register();
    const [seen, aged] = [await openPhone(app, student), await openPhone(app, student)];
    await seen.register();
    await aged.register();
    const asTeacher = await callAs(app, teacher);
    await asTeacher.post(`/api/device_keys/${seen.keyId}/approve`, {}).expect(200);
    expect(await keyOf(seen.keyId)).toMatchObject({ approvedBy: 'staff', approvedById: teacher.id });
    expect((await keyOf(seen.keyId)).confirmedAt).not.toBeNull();
    app.setNow(new Date(Date.now() + day));
    const session = await buildOpenSession(app.database.db, {
      course: await buildCourse(app.database.db, { teacher, students: [student] }),
      endsAt: new Date(Date.now() + 2 * day),
    });
    await aged.mark(session.id, { method: 'room_code', room_code: '000000', descriptors: undefined });
    expect(await keyOf(aged.keyId)).toMatchObject({ state: 'active', approvedBy: 'age', confirmedAt: null });
    const onTheNextDay = await callAs(app, teacher);
    await onTheNextDay.post(`/api/device_keys/${aged.keyId}/approve`, {}).expect(200);
    expect((await keyOf(aged.keyId)).confirmedAt).not.toBeNull();
  });
});

it('an enrolment from a phone that has waited for a day makes it active, and a fourth ends the one unused for longest', async () => {
  await phone.register();
  const more = [await openPhone(app, student), await openPhone(app, student), await openPhone(app, student)];
  for (const one of more) await one.register();
  app.setNow(new Date(Date.now() + day));
  for (const one of more) expect((await one.enrol()).status).toBe(200);
  const states = new Map((await keys()).map(({ id, state, approvedBy }) => [id, `${state} ${approvedBy}`]));
  const expected = ['revoked first_key', 'active age', 'active age', 'active age'];
  expect([phone, ...more].map(({ keyId }) => states.get(keyId))).toEqual(expected);
});

describe('a browser that lost its key', () => {
  it('counts apart from another phone, and the lost key ends with the approval of the new one', async () => {
    await phone.register();
    const [again, other] = [await openPhone(app, student), await openPhone(app, student)];
    const register = async (one: Phone, change: Record<string, unknown>) =>
      String((await one.caller.post('/api/device_keys', await bodyOf(one, change)).expect(200)).body.id);
    const evicted = await register(again, { lost_key: true });
    const further = await register(other, { lost_key: true, device_id: 'b'.repeat(64) });
    const asTeacher = await callAs(app, teacher);
    const states = async () => new Map((await keys()).map((key) => [key.id, `${key.origin} ${key.state}`]));
    expect((await states()).get(phone.keyId)).toBe('first active');
    for (const id of [further, evicted]) await asTeacher.post(`/api/device_keys/${id}/approve`, {}).expect(200);
    expect([...(await states()).values()].sort()).toEqual(['evicted active', 'first revoked', 'further active']);
    const { body } = await asTeacher.get(`/api/people/${student.id}/device_keys`).expect(200);
    expect(body).toMatchObject({ changes: 1, evictions: 1 });
    expect(body.items.map((key: { origin: string }) => key.origin).sort()).toEqual(['evicted', 'first', 'further']);
    const audited = { action: 'device_key.evicted', subjectId: phone.keyId };
    expect(await app.database.db.auditEntry.count({ where: audited })).toBe(1);
  });

  it('is another phone when it does not say so, or says so after forgetting', async () => {
    await phone.register();
    const silent = await openPhone(app, student);
    await silent.caller.post('/api/device_keys', await bodyOf(silent)).expect(200);
    await phone.caller.delete(`/api/device_keys/${phone.keyId}`);
    await app.database.db.deviceKey.updateMany({ where: { personId: student.id }, data: { state: 'revoked' } });
    const late = await openPhone(app, student);
    await late.caller.post('/api/device_keys', await bodyOf(late, { lost_key: true })).expect(200);
    expect((await keys()).map(({ origin }) => origin).sort()).toEqual(['first', 'further', 'further']);
  });
});

describe('ending a phone', () => {
  it.each(['its owner', 'staff'])(
    'by %s counts from the next request on, also for a challenge given before',
    async (who) => {
      const course = await buildCourse(app.database.db, { teacher, students: [student] });
      const session = await buildOpenSession(app.database.db, { course });
      await phone.register();
      await phone.enrol();
      const challenge = await phone.ask(session.id);
      if (who === 'staff') {
        const asTeacher = await callAs(app, teacher);
        await asTeacher.post(`/api/device_keys/${phone.keyId}/revoke`, { reason: 'Stolen' }).expect(200);
        await asTeacher.post(`/api/device_keys/${phone.keyId}/revoke`, { reason: 'Stolen' }).expect(200);
        const audits = await readAudit(app.database.db, { action: 'device_key.revoked', subjectId: phone.keyId });
        expect(audits).toMatchObject([{ actorId: teacher.id, reason: 'Stolen', before: { state: 'active' } }]);
      } else {
        await phone.caller.delete(`/api/device_keys/${phone.keyId}`).expect(200);
      }
      const answer = await phone.send(challenge, phone.markBody(session.id, challenge));
      expect([answer.status, answer.body.code]).toEqual([401, 'device_not_recognised']);
      expect((await phone.enrol()).body.code).toBe('device_not_recognised');
      expect(await app.database.db.attendanceRecord.count({ where: { sessionId: session.id } })).toBe(0);
    },
  );
});

describe('a further phone of somebody whose face is enrolled', () => {
  const failures = async () =>
    (await app.database.db.faceTrial.findFirst({ where: { personId: student.id, bucket: 'further_key' } }))?.failures ??
    0;
  const asked = (one: Phone, descriptors: unknown) =>
    one.register({ descriptors: descriptors && { 'face-api-128': descriptors } });

  beforeEach(async () => {
    await phone.register();
    expect((await phone.enrol()).status).toBe(200);
  });

  it('shows the face too, and then waits like any other', async () => {
    const further = await openPhone(app, student, phone.face);
    expect(await further.register()).toMatchObject({ status: 200, body: { state: 'pending' } });
    const own = await app.database.db.deviceKey.findUniqueOrThrow({ where: { id: further.keyId } });
    expect(own.origin).toBe('further');
  });

  it.each<[string, (one: Phone) => unknown]>([
    ['no face', () => undefined],
    ['somebody else', () => picturesOf(makeFace(), 3)],
    ['a face just beyond the threshold', (one) => picturesOf(moved(one.face, 0.55), 3)],
    ['two pictures', (one) => picturesOf(one.face, 2)],
    ['six pictures', (one) => picturesOf(one.face, 6)],
    ['a still picture', (one) => Array(3).fill(one.face)],
    ['pictures of two people', (one) => [...picturesOf(one.face, 2), moved(one.face, 0.45)]],
    ['the average of many', () => picturesOf([...faceModelCard.referenceCentre], 3)],
    ['127 numbers', (one) => picturesOf(one.face, 3).map((frame) => frame.slice(1))],
    ['zeros', () => Array(3).fill(Array(128).fill(0))],
  ])('is refused with %s: one code, no sooner than another, and counted', async (_, descriptors) => {
    const further = await openPhone(app, student, phone.face);
    const startedAt = performance.now();
    const { status, body } = await asked(further, descriptors(phone));
    expect([status, body.code]).toEqual([400, 'face_not_accepted']);
    expect(performance.now() - startedAt).toBeGreaterThan(395);
    expect(body.message).not.toMatch(/\d/);
    expect((await keys()).map(({ state }) => state)).toEqual(['active']);
    expect(await failures()).toBe(1);
  });

  it('is refused with a picture seen before: an enrolled shot, or the probe of a mark', async () => {
    const shots = picturesOf(phone.face, 5);
    await phone.enrol({ 'face-api-128': shots });
    const further = await openPhone(app, student, phone.face);
    expect((await asked(further, [shots[0], ...picturesOf(phone.face, 2)])).status).toBe(400);
    const course = await buildCourse(app.database.db, { teacher, students: [student] });
    const session = await buildOpenSession(app.database.db, { course });
    const seen = picturesOf(phone.face, 3);
    await phone.mark(session.id, { descriptors: { 'face-api-128': seen } });
    expect((await asked(further, seen)).body.code).toBe('face_not_accepted');
    expect((await asked(further, picturesOf(phone.face, 3))).status).toBe(200);
  });

  it('is refused with the pictures by which another phone was registered', async () => {
    const pictures = picturesOf(phone.face, 3);
    expect((await asked(await openPhone(app, student, phone.face), pictures)).status).toBe(200);
    const next = await openPhone(app, student, phone.face);
    expect(await asked(next, pictures)).toMatchObject({ status: 400, body: { code: 'face_not_accepted' } });
  });

  it('is refused when a classmate is nearer, unless that one is a known twin or waits for an admin', async () => {
    const { db } = app.database;
    const classmate = await buildStudent(db, { schoolId: teacher.schoolId });
    await buildCourse(db, { teacher, students: [student, classmate] });
    const theirs = await openReadyPhone(app, classmate, moved(phone.face, 0.6));
    const nearer = async () =>
      asked(await openPhone(app, student), picturesOf(between(phone.face, theirs.face, 0.7), 3));
    expect(await nearer()).toMatchObject({ status: 400, body: { code: 'face_not_accepted' } });
    const [personAId = '', personBId = ''] = [student.id, classmate.id].toSorted();
    const { id } = await db.twinPair.create({
      data: { schoolId: student.schoolId, personAId, personBId, reason: 'twins' },
    });
    expect((await nearer()).status).toBe(200);
    await db.twinPair.delete({ where: { id } });
    await db.faceTemplate.update({ where: { personId: classmate.id }, data: { hold: 'duplicate_face' } });
    await db.course.updateMany({ data: { facesVersion: { increment: 1 } } });
    expect((await nearer()).status).toBe(200);
  });

  it('needs none when the enrolled one does not open any more, and can be enrolled anew from there', async () => {
    const { db } = app.database;
    await db.faceTemplate.update({ where: { personId: student.id }, data: { wrappedKey: new Uint8Array(60) } });
    const further = await openPhone(app, student);
    expect((await asked(further, undefined)).body.state).toBe('pending');
    expect(await failures()).toBe(0);
    await (await callAs(app, teacher)).post(`/api/device_keys/${further.keyId}/approve`, {}).expect(200);
    expect((await further.enrol()).status).toBe(200);
  });

  it('waits after five failures, which pause no registered phone, and a right face ends them', async () => {
    for (let count = 0; count < 5; count += 1) {
      const further = await openPhone(app, student, phone.face);
      expect((await asked(further, picturesOf(makeFace(), 3))).status).toBe(400);
    }
    const further = await openPhone(app, student, phone.face);
    const early = await further.register();
    expect([early.status, early.body.code]).toEqual([429, 'retry_later']);
    const course = await buildCourse(app.database.db, { teacher, students: [student] });
    const session = await buildOpenSession(app.database.db, { course });
    expect((await phone.mark(session.id)).status).toBe(200);
    app.setNow(new Date(Date.now() + 31_000));
    expect((await further.register()).status).toBe(200);
    expect(await failures()).toBe(0);
  });

  it('needs none when the face is withdrawn', async () => {
    await phone.caller.delete('/api/face_template').expect(200);
    const further = await openPhone(app, student);
    expect((await asked(further, undefined)).body.state).toBe('pending');
  });
});
