import supertest from 'supertest';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { buildSession } from '#test/build.ts';
import { type MarkScene, openMarkScene } from '#test/mark-scene.ts';
import { type OfflinePhone, openOfflinePhone } from '#test/offline-phone.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';

let app: TestApp;
let scene: MarkScene;
let offline: OfflinePhone;
let start: number;

beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  scene = await openMarkScene(app);
  offline = openOfflinePhone(app, scene.phone);
  start = Date.now();
  await offline.fetchTickets();
  later(30);
});

/** Minutes after the tickets were fetched; the class is on for 60. */
const at = (minutes: number) => new Date(start + minutes * 60_000);
const later = (minutes: number) => app.setNow(at(minutes));

const attempts = () =>
  app.database.db.attendanceAttempt.findMany({
    where: { studentId: scene.student.id },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });

it.each(['\u0000', '0.1.0\u0000', '\ud800', 'x'.repeat(240_000)])('a version no app has is kept', async (version) => {
  const record = await offline.capture(scene.session.id, at(10), { client: { version } });
  expect((await offline.send(record)).status).toBe(200);
  const { phone, session } = scene;
  app.setNow(null);
  const challenge = await phone.ask(session.id);
  const online = await phone.send(challenge, phone.markBody(session.id, challenge, { client: { version } }));
  expect(online.body).toMatchObject({ code: 'already_marked' });
  expect(await attempts()).toHaveLength(2);
});

it.each(['0000-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])(
  'a capture at %s is judged and kept, and the chain goes on',
  async (captured_at) => {
    const [one, two] = [
      await offline.capture(scene.session.id, at(10), {}, { captured_at }),
      await offline.capture(scene.session.id, at(11)),
    ];
    expect((await offline.send(one)).status).toBeLessThan(500);
    expect(await attempts()).toHaveLength(1);
    expect((await offline.send(two)).body.code).not.toBe('chain_broken');
  },
);

it('a chain is never begun anew so late that it could not go on', async () => {
  const previous = 'a'.repeat(64);
  expect((await offline.restart({ seq: 1_000_000_000, previous })).body.code).toBe('invalid_request');
  expect((await offline.restart({ seq: 900_000_000, previous })).status).toBe(200);
  const record = await offline.capture(scene.session.id, at(10), {}, { seq: 900_000_000, previous });
  expect((await offline.send(record)).status).toBe(200);
  expect((await offline.fetchTickets()).chain.seq).toBe(900_000_001);
});

it('a record whose signature was damaged on its way is no copy of itself when it comes right', async () => {
  const record = await offline.capture(scene.session.id, at(10));
  expect((await offline.send({ ...record, signature: 'A'.repeat(86) })).status).toBe(401);
  expect((await offline.send(record)).status).toBe(200);
  const [unsigned, kept] = await attempts();
  expect([unsigned?.livenessSeries, kept?.risk]).toEqual([null, []]);
});

it('a record behind a lost one is told so, whatever else speaks against it', async () => {
  const next = await buildSession(app.database.db, { course: scene.course });
  later(0);
  await offline.fetchTickets();
  await offline.capture(scene.session.id, at(10));
  const record = await offline.capture(next.id, at(11));
  later(30);
  expect((await offline.send(record)).body).toMatchObject({ code: 'chain_broken' });
});

it('a record that says nothing of a page speaks by its signature alone', async () => {
  const { raw, signature } = await offline.capture(scene.session.id, at(10));
  const send = (path: string) =>
    supertest(app.server)
      .post(path)
      .set('Content-Type', 'application/json')
      .set('X-Device-Key', scene.phone.keyId)
      .set('X-Device-Signature', signature);
  const foreign = await send('/api/offline_marks').set('Origin', 'https://elsewhere.example').send(raw);
  expect([foreign.status, foreign.body.code]).toEqual([403, 'csrf_refused']);
  expect((await send('/api/sign_in').send('{}')).body.code).toBe('csrf_refused');
  expect((await send('/api/offline_marks').send(raw)).status).toBe(200);
  expect((await send('/api/Offline_Marks/').send(raw)).status).toBe(200);
});

it('who knows the key of a phone neither stops it nor fills the log of its owner', async () => {
  const record = await offline.capture(scene.session.id, at(10));
  const forged = await Promise.all(
    Array.from({ length: 35 }, () => offline.send({ ...record, raw: '{}', signature: 'A'.repeat(86) })),
  );
  const codes = Map.groupBy(forged, ({ status }) => status);
  expect([codes.get(401)?.length, codes.get(429)?.length]).toEqual([30, 5]);
  expect(await attempts()).toHaveLength(10);
  expect((await offline.send(record)).body).toMatchObject({ success: true, state: 'pending' });
});

it('who has the key is held to thirty a minute', async () => {
  const record = await offline.capture(scene.session.id, at(10));
  const answers = await Promise.all(Array.from({ length: 31 }, () => offline.send(record)));
  const codes = Map.groupBy(answers, ({ status }) => status);
  expect([codes.get(200)?.length, codes.get(429)?.length]).toEqual([30, 1]);
});

it('a record of somebody whose account was switched off since is kept, and counts for nothing', async () => {
  const { db } = app.database;
  const record = await offline.capture(scene.session.id, at(10));
  await db.person.update({ where: { id: scene.student.id }, data: { isActive: false } });
  expect(await offline.send(record)).toMatchObject({ status: 401, body: { code: 'device_not_recognised' } });
  const [attempt, ...others] = await attempts();
  expect(attempt).toMatchObject({ success: false, reason: 'Device not recognised', sessionId: null, latitude: null });
  expect(JSON.stringify(attempt?.checks)).toContain('account_off');
  expect(others).toEqual([]);
  expect((await offline.send({ ...record, raw: '{}' })).status).toBe(401);
  expect(await attempts()).toHaveLength(1);
});
