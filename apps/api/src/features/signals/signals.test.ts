import { pino } from 'pino';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { handleMessages } from '#features/outbox/handle-messages.ts';
import { buildAdmin, buildAttempt, buildSchool, buildStudent } from '#test/build.ts';
import { type Caller, callAs } from '#test/call-as.ts';
import { openMarkScene } from '#test/mark-scene.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { openPhone } from '#test/phone.ts';
import { countRefusals, type RefusalCounter } from './count-refusals.ts';
import { signalHandlers } from './signal-handlers.ts';

let app: TestApp;
let refusals: RefusalCounter | undefined;
beforeAll(async () => {
  app = await openTestApp({ options: { trustProxy: 1, onRefused: (refused) => refusals?.note(refused) } });
});
afterAll(async () => app.close());

const log = pino({ level: 'silent' });
async function work() {
  while ((await handleMessages({ db: app.database.db, log }, signalHandlers)) > 0);
}

type Item = { id: string; kind: string; level: string; state: string; people: { name: string }[] };

async function list(admin: Caller, query = ''): Promise<Item[]> {
  const { body } = await admin.get(`/api/signals?${query}`).expect(200);
  return body.items;
}

/** Two students of one class who mark with the room code on one phone, and the admin of their school. */
async function openSharedPhone() {
  const scene = await openMarkScene(app);
  const { student, session, course, phone } = scene;
  const school = await app.database.db.school.findUniqueOrThrow({ where: { id: student.schoolId } });
  const friend = await buildStudent(app.database.db, { school, name: 'Friend' });
  await app.database.db.enrollment.create({
    data: { schoolId: school.id, courseId: course.id, studentId: friend.id },
  });
  const other = await openPhone(app, friend);
  other.deviceId = phone.deviceId;
  await other.register();
  await phone.mark(session.id);
  await other.mark(session.id, { method: 'room_code', room_code: '000000', descriptors: undefined, frames: undefined });
  await work();
  const admin = await callAs(app, await buildAdmin(app.database.db, { school, name: 'The admin' }));
  return { ...scene, school, friend, admin };
}

describe('signals', () => {
  it('show two students with one phone, their attempts and the graph, and who looked', async () => {
    const { student, friend, phone, admin } = await openSharedPhone();
    const [item] = await list(admin);
    expect(item).toMatchObject({
      ...{ kind: 'shared_phone', level: 'medium', state: 'open', sightings: 2, people_total: 2, decision: null },
      detail: { people: 2, in_one_class: 2, device_hash: phone.deviceId },
    });
    expect(item?.people.map(({ name }) => name)).toEqual([friend.name, student.name].toSorted());
    const { body } = await admin.get(`/api/signals/${item?.id}`).expect(200);
    expect(body.attempts_total).toBe(2);
    expect(body.attempts.map((attempt: { student: { id: string } }) => attempt.student.id)).toEqual([
      friend.id,
      student.id,
    ]);
    expect(JSON.stringify(body)).not.toMatch(/face_distance|distance_m/);
    for (const query of [`signal_id=${item?.id}`, `device_hash=${phone.deviceId}`]) {
      const attempts = await admin.get(`/api/attempts?${query}`).expect(200);
      expect(attempts.body.total).toBe(2);
    }
    await admin.get('/api/attempts?signal_id=nothing').expect(404);
    expect((await admin.get(`/api/attempts?device_hash=${'0'.repeat(64)}`)).body.total).toBe(0);

    const graph = await admin.get('/api/signals/graph').expect(200);
    expect(graph.body).toMatchObject({ groups_total: 1, people_total: 2, phones_total: 1, is_cut: false });
    const [group] = graph.body.items;
    expect(group.phones).toEqual([{ device_hash: phone.deviceId }]);
    expect(group.uses).toHaveLength(2);
    const ofFriend = await admin.get(`/api/signals/graph?person_id=${friend.id}`).expect(200);
    expect(ofFriend.body.items).toEqual(graph.body.items);
    await admin.get('/api/signals/graph?person_id=nobody').expect(404);

    const audits = await app.database.db.auditEntry.findMany({ where: { subjectId: item?.id ?? '' } });
    expect(audits.map(({ action }) => action)).toEqual(['signal.viewed']);
  });

  it('are dismissed and confirmed with a reason, once, and open again when something new comes', async () => {
    const { friend, admin, session, phone } = await openSharedPhone();
    const [item] = await list(admin);
    const decide = (body: object) => admin.post(`/api/signals/${item?.id}/decide`, body);
    await decide({ decision: 'dismiss', reason: ' ' }).expect(400);
    const dismissed = await decide({ decision: 'dismiss', reason: 'a battery was empty' }).expect(200);
    expect(dismissed.body).toMatchObject({
      state: 'dismissed',
      decision: { by: 'The admin', reason: 'a battery was empty' },
    });
    const again = await decide({ decision: 'dismiss', reason: 'a battery was empty' }).expect(409);
    expect(again.body.code).toBe('already_decided');
    expect(await list(admin, 'state=open')).toEqual([]);
    expect((await list(admin, 'state=dismissed')).map(({ id }) => id)).toEqual([item?.id]);

    const later = await buildAttempt(app.database.db, {
      ...{ schoolId: friend.schoolId, studentId: friend.id, claimedSessionId: session.id, deviceHash: phone.deviceId },
    });
    await app.database.db.outboxMessage.create({
      data: { schoolId: friend.schoolId, topic: 'attempt.kept', payload: { attempt_id: later.id } },
    });
    await work();
    const [opened] = await list(admin, 'state=open');
    expect(opened).toMatchObject({ id: item?.id, sightings: 3, decision: { reason: 'a battery was empty' } });
    await decide({ decision: 'confirm', reason: 'he said so himself' }).expect(200);
    expect(await list(admin, 'state=confirmed')).toHaveLength(1);
    await decide({ decision: 'reopen', reason: 'the wrong row' }).expect(200);
    const audits = await app.database.db.auditEntry.findMany({
      where: { subjectId: item?.id ?? '' },
      orderBy: { createdAt: 'asc' },
    });
    expect(audits.map(({ action }) => action)).toEqual(['signal.dismissed', 'signal.confirmed', 'signal.reopened']);
  });

  it('come newest first in pages of 50 and are filtered, also all at once', async () => {
    const { db } = app.database;
    const school = await buildSchool(db);
    const admin = await callAs(app, await buildAdmin(db, { school }));
    const person = await buildStudent(db, { school });
    const start = Date.UTC(2026, 2, 1);
    for (let index = 0; index < 60; index += 1) {
      const at = new Date(start + Math.floor(index / 20) * 86_400_000);
      await db.fraudSignal.create({
        data: {
          ...{ schoolId: school.id, kind: index % 2 ? 'many_phones' : 'outside_place', key: String(index) },
          ...{ detail: { level: index % 3 ? 'low' : 'high' }, firstAt: at, lastAt: at },
          ...(index === 7 && { people: { create: { personId: person.id } } }),
        },
      });
    }
    const first = await admin.get('/api/signals').expect(200);
    expect(first.body).toMatchObject({ per_page: 50, open_total: 60 });
    const second = await admin.get(`/api/signals?cursor=${first.body.next_cursor}`).expect(200);
    expect(second.body.next_cursor).toBeNull();
    const all: string[] = [...first.body.items, ...second.body.items].map(({ id }) => id);
    const rows = await db.fraudSignal.findMany({
      where: { schoolId: school.id },
      orderBy: [{ lastAt: 'desc' }, { id: 'desc' }],
    });
    expect(all).toEqual(rows.map(({ id }) => id));
    expect(await list(admin, 'kind=many_phones')).toHaveLength(30);
    expect(await list(admin, 'level=high')).toHaveLength(20);
    expect(await list(admin, 'from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z')).toHaveLength(20);
    expect(await list(admin, `person_id=${person.id}`)).toHaveLength(1);
    await admin.get('/api/signals?person_id=nobody').expect(404);
    const both = `person_id=${person.id}&kind=many_phones&level=low&state=open&from=2026-03-01T00:00:00Z`;
    expect(await list(admin, both)).toHaveLength(1);
    await admin.get('/api/signals?cursor=x').expect(400);
    await admin.get('/api/signals?kind=boredom').expect(400);
  });
});

describe('failed sign-ins', () => {
  const sameSite = { 'Sec-Fetch-Site': 'same-origin' };
  let addresses = 0;
  function address(): string {
    addresses += 1;
    return `10.20.${addresses >> 8}.${addresses & 255}`;
  }

  async function signIn(email: string | null, password: string, from: string) {
    const agent = request.agent(app.url);
    const { body } = await agent.get('/api/csrf').set('X-Forwarded-For', from);
    return agent
      .post('/api/sign_in')
      .set({ ...sameSite, 'X-CSRF-Token': body.token, 'X-Forwarded-For': from })
      .send({ email, password });
  }

  async function settled(count: number) {
    await vi.waitFor(async () => expect(await app.database.db.outboxMessage.count()).toBe(count));
    await work();
  }

  it('for one account, and for many accounts from one address, are signals', async () => {
    const school = await buildSchool(app.database.db);
    const admin = await callAs(app, await buildAdmin(app.database.db, { school }));
    const victim = await buildStudent(app.database.db, { school, name: 'Victim' });
    const from = address();
    for (let round = 0; round < 5; round += 1) await signIn(victim.email, 'wrong', from);
    await settled(5);
    expect(await list(admin)).toMatchObject([
      { kind: 'failed_sign_ins_account', level: 'low', sightings: 5, people: [{ name: 'Victim' }] },
    ]);
    for (let round = 0; round < 4; round += 1) {
      await signIn((await buildStudent(app.database.db, { school })).email, 'wrong', from);
    }
    await settled(4);
    const [newest] = await list(admin);
    expect(newest).toMatchObject({
      kind: 'failed_sign_ins_address',
      people_total: 5,
      detail: { accounts: 5, failures: 9, address: from },
    });
  });

  it('from one network of IPv6 count together, whatever address each is sent from', async () => {
    const school = await buildSchool(app.database.db);
    const admin = await callAs(app, await buildAdmin(app.database.db, { school }));
    const { db } = app.database;
    const slip = await buildStudent(db, { school });
    await signIn(slip.email, 'wrong', '2001:db8:1:2300::9');
    await vi.waitFor(async () => expect(await db.failedSignIn.count({ where: { personId: slip.id } })).toBe(1));
    expect((await signIn(slip.email, 'a password of the tests', '2001:db8:1:23ff::1')).status).toBe(200);
    await vi.waitFor(async () =>
      expect(await db.failedSignIn.count({ where: { resolvedAt: null, personId: slip.id } })).toBe(0),
    );
    for (let host = 1; host <= 5; host += 1) {
      await signIn((await buildStudent(db, { school })).email, 'wrong', `2001:db8:1:23${host}${host}::${host}`);
    }
    await settled(6);
    expect(await list(admin)).toMatchObject([
      {
        kind: 'failed_sign_ins_address',
        people_total: 5,
        detail: { accounts: 5, failures: 5, address: '2001:db8:1:2300::/56' },
      },
    ]);
  });

  it('that end with the right password are slips and no signal', async () => {
    const school = await buildSchool(app.database.db);
    const admin = await callAs(app, await buildAdmin(app.database.db, { school }));
    const from = address();
    const { db } = app.database;
    for (let count = 0; count < 8; count += 1) {
      const person = await buildStudent(db, { school });
      await signIn(person.email, 'a slip', from);
      await vi.waitFor(async () => expect(await db.failedSignIn.count({ where: { personId: person.id } })).toBe(1));
      const { status } = await signIn(person.email, 'a password of the tests', from);
      expect(status).toBe(200);
      await vi.waitFor(async () =>
        expect(await db.failedSignIn.count({ where: { personId: person.id, resolvedAt: null } })).toBe(0),
      );
    }
    await work();
    expect(await list(admin)).toEqual([]);
  });
});

describe('refused requests of somebody signed in', () => {
  it('are counted by the hour, and many of them are a signal', async () => {
    const school = await buildSchool(app.database.db);
    const admin = await callAs(app, await buildAdmin(app.database.db, { school }));
    const person = await buildStudent(app.database.db, { school, name: 'Impatient' });
    const caller = await callAs(app, person);
    refusals = countRefusals(app.context);
    const large = 'x'.repeat(300_000);
    for (let round = 0; round < 6; round += 1) await caller.post('/api/sign_out', { large }).expect(413);
    await caller.start('post', '/api/sign_out').set('X-CSRF-Token', 'another').send({}).expect(403);
    await caller.start('post', '/api/sign_out').set('Sec-Fetch-Site', 'cross-site').send({}).expect(403);
    await caller.get('/api/nowhere').expect(404);
    await refusals.end();
    refusals = undefined;
    const rows = await app.database.db.refusedRequests.findMany({
      where: { personId: person.id },
      orderBy: { code: 'asc' },
    });
    expect(rows).toMatchObject([
      { code: 'body_too_large', requests: 6 },
      { code: 'csrf_refused', requests: 2 },
    ]);
    await work();
    expect(await list(admin)).toMatchObject([
      {
        ...{ kind: 'refused_requests', level: 'low', sightings: 8, people: [{ name: 'Impatient' }] },
        detail: { body_too_large: 6, csrf_refused: 2 },
      },
    ]);
  });

  it('are kept in memory while the database cannot take them', async () => {
    const broken = { ...app.context, db: new Proxy(app.database.db, { get: () => Promise.reject }) };
    const counter = countRefusals(broken);
    const person = await buildStudent(app.database.db);
    counter.note({ personId: person.id, code: 'retry_later' });
    await counter.end();
    broken.db = app.database.db;
    await counter.end();
    expect(await app.database.db.refusedRequests.findMany({ where: { personId: person.id } })).toMatchObject([
      { code: 'retry_later', requests: 1 },
    ]);
  });
});
