import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Certificate } from '@hadir/contract/destruction.ts';
import pg from 'pg';
import { pino } from 'pino';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepSealing } from '#features/audit/keep-sealing.ts';
import { verifyAudit } from '#features/audit/verify-audit.ts';
import { buildAdmin, buildPerson, buildSchool, builtPassword } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { readAudit } from '#test/read-audit.ts';
import { buildTraces, notOfPeople, whose } from '#test/traces.ts';
import { buildWorld, type World } from '#test/two-schools.ts';
import { publicText, readCertificateFile, signCertificate } from './certificate.ts';
import { destroySchool } from './destroy-school.ts';
import { schoolTables } from './school-tables.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const key = generateKeyPairSync('ed25519').privateKey;
const sure = (school: { name: string }) => ({
  password: builtPassword,
  school_name: school.name,
  reason: 'the school closes',
});
const addressOf = (id: string, end = '') => `/api/schools/${id}/destruction${end}`;

/** Rows of a school by table, also of tables that name it by way of others. */
async function rowsOf({ school }: World): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const people = `(SELECT id FROM people WHERE school_id = '${school.id}')`;
  const signals = `(SELECT id FROM fraud_signals WHERE school_id = '${school.id}')`;
  for (const table of [...Object.keys(whose), ...Object.keys(notOfPeople)]) {
    const { rows: columns } = await app.database.pool.query(
      `SELECT FROM information_schema.columns WHERE table_name = $1 AND column_name = 'school_id'`,
      [table],
    );
    const which: Record<string, string> = {
      web_sessions: `(sess ->> 'personId')::uuid IN ${people}`,
      fraud_signal_attempts: `signal_id IN ${signals}`,
      fraud_signal_people: `signal_id IN ${signals}`,
      schools: `id = '${school.id}'`,
    };
    const condition = which[table] ?? (columns.length > 0 ? `school_id = '${school.id}'` : 'false');
    const { rows } = await app.database.pool.query(`SELECT count(*)::int AS n FROM "${table}" WHERE ${condition}`);
    if (rows[0].n > 0) counts[table] = rows[0].n;
  }
  return counts;
}

it('knows every table that holds rows of a school', async () => {
  const { rows } = await app.database.pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'school_id'`,
  );
  // The chain stays, and so does the last word.
  const staying = ['audit_entries', 'destruction_certificates'];
  const holding = rows.map(({ name }) => name).filter((name) => !staying.includes(name));
  const indirect = ['web_sessions', 'fraud_signal_attempts', 'fraud_signal_people', 'schools'];
  expect(schoolTables.toSorted()).toEqual([...holding, ...indirect].toSorted());
});

describe('a school that is stopped', () => {
  it('lets in its admins alone, for nothing but this, and goes on when it is taken back', async () => {
    const world = await buildWorld(app.database.db);
    const { school } = world;
    const [admin, teacher, student] = [
      await callAs(app, world.admin),
      await callAs(app, world.teacher),
      await callAs(app, world.student),
    ];
    const wrongName = await admin.post(addressOf(school.id), { ...sure(school), school_name: 'Another' });
    expect([wrongName.status, wrongName.body.fields[0].path]).toEqual([400, 'school_name']);
    const wrongPassword = await admin.post(addressOf(school.id), { ...sure(school), password: 'wrong' });
    expect(wrongPassword.body.code).toBe('password_wrong');
    expect((await teacher.get('/api/courses')).status).toBe(200);

    const { status, body } = await admin.post(addressOf(school.id), sure(school));
    expect([status, body.request.is_own]).toEqual([200, true]);
    expect((await teacher.get('/api/courses')).body.code).toBe('not_signed_in');
    expect((await student.get('/api/me')).body.code).toBe('not_signed_in');
    expect((await admin.get('/api/people')).body.code).toBe('school_stopped');
    expect((await admin.get('/api/me')).status).toBe(200);
    expect((await admin.post(addressOf(school.id), sure(school))).body.code).toBe('school_stopped');
    const token = String(body.link).split('#')[1];
    const asStranger = await callAs(app, null);
    const waiting = await asStranger.post('/api/destruction_certificates/read', { token });
    expect(waiting.body).toMatchObject({ state: 'waiting', school_name: school.name });

    expect(await destroySchool(app.context, school.id, key)).toBe(false);
    const back = await admin.delete(addressOf(school.id), { password: builtPassword, reason: 'we go on' });
    expect(back.status).toBe(200);
    expect((await teacher.get('/api/courses')).status).toBe(200);
    expect((await asStranger.post('/api/destruction_certificates/read', { token })).body.code).toBe('link_invalid');
  });

  it.each(['admin', 'super_admin'] as const)(
    'that was stopped before stays so when one who is %s takes its destruction back',
    async (role) => {
      const { db } = app.database;
      const world = await buildWorld(db);
      const { school } = world;
      const office =
        (await db.school.findFirst({ where: { isOffice: true } })) ?? (await buildSchool(db, { isOffice: true }));
      const head = await callAs(app, await buildPerson(db, 'super_admin', { school: office }));
      expect((await head.post(`/api/schools/${school.id}/stop`, { reason: 'not paid' })).status).toBe(200);
      app.setNow(new Date(Date.now() + 60_000));
      expect((await head.post(addressOf(school.id), sure(school))).status).toBe(200);
      const [admin, teacher] = [await callAs(app, world.admin), await callAs(app, world.teacher)];
      const who = role === 'admin' ? admin : head;
      const back = await who.delete(addressOf(school.id), { password: builtPassword, reason: 'we go on' });
      app.setNow(null);
      expect(back.status).toBe(200);
      expect((await teacher.get('/api/courses')).body.code).toBe('not_signed_in');
      expect((await admin.get('/api/me')).body.code).toBe('not_signed_in');
      const [last] = (await readAudit(db, { schoolId: school.id, subjectId: school.id })).slice(-1);
      expect(last).toMatchObject({ action: 'school.destruction_withdrawn', after: { is_stopped: true } });
      expect((await head.post(`/api/schools/${school.id}/reopen`, { reason: 'paid' })).status).toBe(200);
      expect((await db.school.findUniqueOrThrow({ where: { id: school.id } })).stoppedAt).toBeNull();
    },
  );

  it('is destroyed after seven days, at once only when another admin agrees', async () => {
    const world = await buildWorld(app.database.db);
    const { school } = world;
    const second = await callAs(app, await buildAdmin(app.database.db, { school }));
    const first = await callAs(app, world.admin);
    await first.post(addressOf(school.id), sure(school));
    expect((await first.post(addressOf(school.id, '/agree'), sure(school))).body.code).toBe('not_possible_now');
    const now = new Date();
    app.setNow(new Date(now.getTime() + 6.9 * 86_400_000));
    expect(await destroySchool(app.context, school.id, key)).toBe(false);
    app.setNow(null);
    const agreed = await second.post(addressOf(school.id, '/agree'), sure(school));
    expect(agreed.body.request.confirmed_by).toBe('Some admin');
    const late = await first.delete(addressOf(school.id), { password: builtPassword, reason: 'we go on' });
    expect(late.body.code).toBe('not_possible_now');
    expect(await destroySchool(app.context, school.id, key)).toBe(true);
    expect((await first.get('/api/me')).status).toBe(401);
  });

  it('is nobody else’s business; a super admin may, but not with the office of super admins', async () => {
    const { db } = app.database;
    const { school } = await buildWorld(db);
    const office =
      (await db.school.findFirst({ where: { isOffice: true } })) ?? (await buildSchool(db, { isOffice: true }));
    const stranger = await callAs(app, await buildAdmin(db));
    expect((await stranger.get(addressOf(school.id))).status).toBe(404);
    expect((await stranger.post(addressOf(school.id), sure(school))).status).toBe(404);
    const head = await callAs(app, await buildPerson(db, 'super_admin', { school: office }));
    expect((await head.post(addressOf(office.id), sure(office))).status).toBe(404);
    expect((await head.post(addressOf(school.id), sure(school))).status).toBe(200);
  });
});

it('nothing is left of it but the chain and a certificate; the other school has every row', async () => {
  const { db } = app.database;
  const [ours, theirs] = [await buildWorld(db), await buildWorld(db)];
  const person = await buildPerson(db, 'student', { school: ours.school });
  const { templateId } = await buildTraces(app, ours, person.id);
  const admin = await callAs(app, ours.admin);
  await (await callAs(app, theirs.admin)).get('/api/people');
  const place = { folder: path.join(mkdtempSync(path.join(os.tmpdir(), 'audit-')), 'audit'), key };
  const seal = () =>
    keepSealing({ pool: app.database.pool, log: pino({ level: 'silent' }), now: () => new Date() }, place)();
  const { body } = await admin.post(addressOf(ours.school.id), sure(ours.school));
  await seal();
  const [before, others] = [await rowsOf(ours), await rowsOf(theirs)];
  expect(Object.keys(before).length).toBeGreaterThan(45);

  app.setNow(new Date(Date.now() + 7.1 * 86_400_000));
  expect(await destroySchool(app.context, ours.school.id, key)).toBe(true);
  app.setNow(null);

  expect(await rowsOf(ours)).toEqual({
    audit_entries: (before.audit_entries ?? 0) + 1,
    // That it was destroyed, and by which certificate.
    audit_payloads: 1,
    destruction_certificates: 1,
  });
  expect(await rowsOf(theirs)).toEqual(others);
  expect(app.context.vault.find(templateId)).toBeNull();
  await seal();
  const client = new pg.Client(app.database.connection);
  await client.connect();
  const found = await verifyAudit(client, place, { isRunning: false, now: new Date() }).finally(() => client.end());
  expect(found.finding).toBeNull();

  const stranger = await callAs(app, null);
  const token = String(body.link).split('#')[1];
  const shown = await stranger.post('/api/destruction_certificates/read', { token });
  expect(shown.body.state).toBe('destroyed');
  const { audit_entries: _chain, ...counted } = before;
  expect(shown.body.certificate).toMatchObject({
    school_name: ours.school.name,
    face_keys_destroyed: 2,
    destroyed: counted,
  });
  expect(readCertificateFile(JSON.stringify(shown.body.certificate))).toHaveProperty('certificate');
  const signIn = await request(app.url)
    .post('/api/sign_in')
    .set('Sec-Fetch-Site', 'same-origin')
    .send({ email: ours.admin.email, password: builtPassword });
  expect(signIn.status).not.toBe(200);
});

describe('a certificate', () => {
  const claim: Omit<Certificate, 'key' | 'signature'> = {
    ...{ school_id: 'x', school_name: 'مدرسة', stopped_at: '2026-11-13T00:00:00.000Z' },
    ...{ destroyed_at: '2026-11-20T00:00:00.000Z', destroyed: { people: 3 }, face_keys_destroyed: 1 },
    audit_rows_left: 7,
  };

  it('is genuine as it was signed, and with one change it is not', () => {
    const signed = signCertificate(claim, key);
    const read = (change: object) => readCertificateFile(JSON.stringify({ ...signed, ...change }));
    expect(read({})).toEqual({ certificate: signed });
    expect(read({ destroyed: { people: 4 } })).toEqual({ why: expect.stringMatching(/signature/) });
    expect(read({ school_name: 'other' })).toEqual({ why: expect.stringMatching(/signature/) });
    const other = publicText(generateKeyPairSync('ed25519').publicKey);
    expect(read({ key: other })).toEqual({ why: expect.stringMatching(/signature/) });
    expect(read({ key: 'none' })).toEqual({ why: expect.stringMatching(/key/) });
    expect(readCertificateFile('not a file of ours')).toEqual({ why: expect.stringMatching(/no certificate/) });
  });
});
