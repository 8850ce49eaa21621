import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ClassSession, Person } from '#generated/prisma/client.ts';
import { buildOpenSession } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openMarkScene } from '#test/mark-scene.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import type { Challenge, Phone } from '#test/phone.ts';
import { makeRoomCode } from './room-code.ts';

let app: TestApp;
let teacher: Person;
let session: ClassSession;
let phone: Phone;

beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

beforeEach(async () => {
  ({ teacher, session, phone } = await openMarkScene(app));
});

const url = '/api/session_attendance/challenge';

it('tells what the phone needs to know', async () => {
  const { body } = await phone.caller.post(url, { session_id: session.id });
  expect(body).toMatchObject({
    liveness_plan: [expect.any(String), expect.any(String)],
    min_frames: 3,
    geofence: { lat: -6.2, lng: 106.8, radius_m: 100 },
    room_code: 'offered',
    models: ['face-api-128', 'mobilefacenet-128'],
    min_client_version: '0.1.0',
  });
  expect(Buffer.from(body.nonce, 'base64url')).toHaveLength(32);
  expect(Date.parse(body.expires_at) - Date.now()).toBeGreaterThan(85_000);
});

it('asked again is the same for the same key, another for another key, and new after 90 seconds', async () => {
  const first = await phone.ask(session.id);
  expect(await phone.ask(session.id)).toEqual(first);
  const { body } = await phone.caller.post(url, { session_id: session.id });
  expect(body.challenge_id).not.toBe(first.challenge_id);
  app.setNow(new Date(Date.now() + 90_001));
  expect((await phone.ask(session.id)).challenge_id).not.toBe(first.challenge_id);
});

it('of a session that opens in the meantime is good', async () => {
  const { db } = app.database;
  await db.classSession.update({ where: { id: session.id }, data: { isActive: false } });
  const first = await phone.ask(session.id);
  await db.classSession.update({ where: { id: session.id }, data: { isActive: true } });
  expect(await phone.ask(session.id)).toEqual(first);
  expect((await phone.send(first, phone.markBody(session.id, first))).status).toBe(200);
});

it('for unknown, foreign and garbage sessions gives the same bytes', async () => {
  const foreign = await buildOpenSession(app.database.db);
  const answers = await Promise.all(
    [foreign.id, '0190a0a0-0000-7000-8000-000000000000', 'garbage'].map((id) =>
      phone.caller.post(url, { session_id: id }),
    ),
  );
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect([answers[0]?.status, answers[0]?.body.code]).toEqual([400, 'session_not_found']);
  for (const given of [5, null, [], {}, undefined, 'a\u0000']) {
    expect((await phone.caller.post(url, { session_id: given })).status).toBe(400);
  }
});

it('is for students', async () => {
  const { status, body } = await (await callAs(app, teacher)).post(url, { session_id: session.id });
  expect([status, body.code]).toEqual([403, 'not_a_student']);
  expect((await (await callAs(app, null)).post(url, { session_id: session.id })).status).toBe(401);
});

it('is refused when six were used up on one session with one key', async () => {
  for (let i = 0; i < 6; i += 1) await phone.mark(session.id, { lat: 'x' });
  const { status, body } = await phone.caller
    .start('post', url)
    .set('X-Device-Key', phone.keyId)
    .send({ session_id: session.id });
  expect([status, body.code, body.next]).toEqual([429, 'retry_later', 'tell_teacher']);
  expect(body.message).toMatch(/teacher/);
  expect(body.message).not.toMatch(/wait|again/i);
});

it('asked for the room code is good for that alone, and six used up with a face leave six', async () => {
  for (let i = 0; i < 6; i += 1) await phone.mark(session.id, { lat: 'x' });
  await expect(phone.ask(session.id)).rejects.toThrow('retry_later');
  const challenge = await phone.ask(session.id, 'room_code');
  const withFace = await phone.send(challenge, phone.markBody(session.id, challenge));
  expect([withFace.status, withFace.body.code]).toEqual([400, 'challenge_invalid']);
  const { code } = makeRoomCode(app.context.masterKey, session, app.context.now());
  const byCode = { method: 'room_code', frames: [], descriptors: {} };
  const sendByCode = (given: Challenge, change: object) =>
    phone.send(given, phone.markBody(session.id, given, { ...byCode, ...change }));
  expect(await phone.ask(session.id, 'room_code')).toEqual(challenge);
  expect((await sendByCode(challenge, { room_code: code })).body).toMatchObject({ success: true, state: 'pending' });
  const { id, ...used } = await app.database.db.challenge.findUniqueOrThrow({ where: { id: challenge.challenge_id } });
  await app.database.db.challenge.createMany({ data: Array.from({ length: 5 }, () => used) });
  await expect(phone.ask(session.id, 'room_code')).rejects.toThrow('retry_later');
});

it('that nobody used is deleted an hour after its end; used ones stay', async () => {
  await phone.mark(session.id, { lat: 'x' });
  await phone.ask(session.id);
  const sessions = { where: { sessionId: session.id } };
  expect(await app.database.db.challenge.count(sessions)).toBe(2);
  app.setNow(new Date(Date.now() + 3_600_000 + 90_001));
  await phone.ask(session.id);
  const left = await app.database.db.challenge.findMany({ ...sessions, orderBy: { issuedAt: 'asc' } });
  expect(left.map(({ usedAt }) => usedAt !== null)).toEqual([true, false]);
});
