import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepSealing } from '#features/audit/keep-sealing.ts';
import { recordAudit } from '#features/audit/record-audit.ts';
import { verifyAudit } from '#features/audit/verify-audit.ts';
import { buildAdmin, buildAttempt, buildStudent, builtPassword } from '#test/build.ts';
import { type Caller, callAs } from '#test/call-as.ts';
import { findMark, listTables } from '#test/find-mark.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { readAudit } from '#test/read-audit.ts';
import { buildTraces, fillWithMark, mark, notOfPeople, whose } from '#test/traces.ts';
import { buildWorld, type World } from '#test/two-schools.ts';
import { eraseLateRows } from './erase-late-rows.ts';

let app: TestApp;
let world: World;
let admin: Caller;
beforeAll(async () => {
  app = await openTestApp();
  world = await buildWorld(app.database.db);
  admin = await callAs(app, world.admin);
});
afterAll(() => app.close());

const given = { password: builtPassword, reason: 'asked for it in writing' };

it('knows of every table whether it speaks of people', async () => {
  expect([...Object.keys(whose), ...Object.keys(notOfPeople)].toSorted()).toEqual(await listTables(app.database.pool));
});

it('leaves nothing of a person in any table, in the vault or in the audit, and every record as it was', async () => {
  const { db, pool } = app.database;
  const student = await buildStudent(db, { schoolId: world.school.id });
  const traces = await buildTraces(app, world, student.id);
  await fillWithMark(pool, student.id);
  await recordAudit(db, {
    ...{ schoolId: world.school.id, actorId: student.id, action: 'thing.seen', subjectType: 'thing', subjectId: 'x' },
    ...{ address: `${mark}-address`, userAgent: `${mark}-browser` },
  });
  await recordAudit(db, {
    ...{ schoolId: world.school.id, actorId: world.teacher.id, action: 'thing.seen', subjectType: 'thing' },
    ...{ subjectId: 'x', after: { name: `${mark} people@name` } },
  });
  expect(await findMark(pool)).toEqual(expect.arrayContaining(['people', 'attendance_attempts', 'audit_payloads']));
  const facts = () =>
    db.attendanceRecord.findMany({
      where: { studentId: student.id },
      select: { id: true, sessionId: true, status: true, state: true, method: true, markedAt: true },
    });
  const [before, enrolled] = [await facts(), await db.enrollment.count({ where: { studentId: student.id } })];

  const answer = await admin.post(`/api/people/${student.id}/erase`, given);
  expect([answer.status, answer.body]).toEqual([200, { success: true }]);

  expect(await findMark(pool)).toEqual([]);
  expect(before).toHaveLength(1);
  expect(await facts()).toEqual(before);
  expect(await db.enrollment.count({ where: { studentId: student.id } })).toBe(enrolled);
  expect(app.context.vault.find(traces.templateId)).toBeNull();
  expect(await db.person.findUniqueOrThrow({ where: { id: student.id } })).toMatchObject({
    ...{ name: 'Erased person', email: null, admissionNumber: null, passwordHash: null, isActive: false },
    ...{ bornOn: null, gender: null, erasedAt: expect.any(Date) },
  });
  expect(await db.attendanceAttempt.findMany({ where: { studentId: student.id } })).toMatchObject([
    { studentName: 'Erased person', latitude: null, longitude: null, accuracyM: null, address: '', deviceHash: null },
  ]);
  // Nobody else has lost anything.
  expect(await db.faceTemplate.count({ where: { personId: world.classmate.id } })).toBe(1);
  expect(await db.personPhoto.count({ where: { personId: world.classmate.id } })).toBe(1);
  const again = await admin.post(`/api/people/${student.id}/erase`, given);
  expect([again.status, again.body.code]).toEqual([409, 'already_decided']);
});

it('the chain of the audit verifies after an erasure, and says who erased whom and why', async () => {
  const { db } = app.database;
  const student = await buildStudent(db, { schoolId: world.school.id, name: 'Someone To Erase' });
  const caller = await callAs(app, student);
  await caller.patch('/api/me/preferences', { language: 'sw' });
  const place = {
    folder: path.join(mkdtempSync(path.join(os.tmpdir(), 'audit-')), 'audit'),
    key: generateKeyPairSync('ed25519').privateKey,
  };
  const seal = () =>
    keepSealing({ pool: app.database.pool, log: pino({ level: 'silent' }), now: () => new Date() }, place)();
  await seal();
  await admin.post(`/api/people/${student.id}/erase`, given);
  await seal();
  const client = new pg.Client(app.database.connection);
  await client.connect();
  const found = await verifyAudit(client, place, { isRunning: false, now: new Date() }).finally(() => client.end());
  expect(found).toMatchObject({ finding: null, waiting: 0 });
  expect(found.erased).toBeGreaterThan(0);
  const rows = await db.auditEntry.findMany({ where: { actorId: student.id }, include: { payload: true } });
  expect(rows).toMatchObject([{ action: 'person.preferences_changed', payload: null }]);
  expect(await readAudit(db, { action: 'person.erased', subjectId: student.id })).toMatchObject([
    { actorId: world.admin.id, reason: given.reason, after: { role: 'student' } },
  ]);
  expect((await caller.get('/api/me')).status).toBe(401);
});

it('what a request wrote that was under way goes with the next round', async () => {
  const { db } = app.database;
  const student = await buildStudent(db, { schoolId: world.school.id });
  await admin.post(`/api/people/${student.id}/erase`, given);
  const late = { schoolId: world.school.id, sessionId: world.session.id, studentId: student.id };
  const { id } = await buildAttempt(db, { ...late, latitude: -6.2, deviceHash: 'phone', address: '10.1.2.3' });
  const { id: otherId } = await buildAttempt(db, { ...late, studentId: world.student.id, latitude: -6.2 });
  await db.failedSignIn.create({
    data: { schoolId: world.school.id, personId: student.id, address: '10.1.2.3', site: '10.1.2.3' },
  });
  await eraseLateRows(app.context);
  const read = (attempt: string) => db.attendanceAttempt.findUnique({ where: { id: attempt } });
  expect(await read(id)).toMatchObject({ latitude: null, deviceHash: null, address: '', studentName: 'Erased person' });
  expect(await read(otherId)).toMatchObject({ latitude: -6.2 });
  expect(await db.failedSignIn.count({ where: { personId: student.id } })).toBe(0);
});

describe('is refused', () => {
  it('without the password, with a reason that names the person, and for oneself', async () => {
    const student = await buildStudent(app.database.db, { schoolId: world.school.id, name: 'Amina Odhiambo' });
    const erase = (id: string, change: object) => admin.post(`/api/people/${id}/erase`, { ...given, ...change });
    expect((await erase(student.id, { password: 'wrong' })).body.code).toBe('password_wrong');
    const named = await erase(student.id, { reason: 'amina odhiambo asked for it' });
    expect([named.status, named.body.fields[0].path]).toEqual([400, 'reason']);
    expect((await erase(world.admin.id, {})).body.code).toBe('not_possible_now');
    expect(await app.database.db.person.findUnique({ where: { id: student.id } })).toMatchObject({ erasedAt: null });
  });
});

it('a face that only waited because of the erased person waits no longer', async () => {
  const { db } = app.database;
  const other = await buildStudent(db, { schoolId: world.school.id });
  const { lookAlike, template } = world;
  await db.duplicateFace.update({ where: { id: lookAlike.id }, data: { otherPersonId: other.id } });
  await db.faceTemplate.update({ where: { id: template.id }, data: { hold: 'duplicate_face' } });
  await admin.post(`/api/people/${other.id}/erase`, given);
  expect(await db.faceTemplate.findUnique({ where: { id: template.id } })).toMatchObject({ hold: null });
});

describe('a request', () => {
  it('is made once, can be taken back, is refused with a reason or accepted by erasing', async () => {
    const { db } = app.database;
    const student = await buildStudent(db, { schoolId: world.school.id });
    const own = await callAs(app, student);
    expect((await own.get('/api/me/erasure_request')).body).toEqual({ request: null });
    expect((await own.post('/api/me/erasure_request', { reason: 'I leave' })).body).toMatchObject({ state: 'open' });
    expect((await own.post('/api/me/erasure_request', {})).body.code).toBe('already_exists');
    expect((await own.delete('/api/me/erasure_request')).status).toBe(200);
    expect((await own.delete('/api/me/erasure_request')).status).toBe(404);

    await own.post('/api/me/erasure_request', {});
    const { body } = await admin.get('/api/erasure_requests?state=open');
    expect(body.items[0]).toMatchObject({ state: 'open', person: { id: student.id, name: student.name } });
    const refuse = () => admin.post(`/api/erasure_requests/${body.items[0].id}/refuse`, { reason: 'exams under way' });
    expect((await refuse()).status).toBe(200);
    expect((await refuse()).body.code).toBe('already_decided');
    expect((await own.get('/api/me/erasure_request')).body.request).toMatchObject({
      state: 'refused',
      decision_reason: 'exams under way',
    });

    await own.post('/api/me/erasure_request', { reason: 'again' });
    await admin.post(`/api/people/${student.id}/erase`, given);
    const left = await db.erasureRequest.findMany({ where: { personId: student.id }, orderBy: { createdAt: 'asc' } });
    expect(left.map(({ state, reason }) => [state, reason])).toEqual([
      ['withdrawn', 'Erased'],
      ['refused', 'Erased'],
      ['accepted', 'Erased'],
    ]);
  });

  it('of another school is unknown', async () => {
    const stranger = await callAs(app, await buildAdmin(app.database.db));
    const student = await buildStudent(app.database.db, { schoolId: world.school.id });
    await (await callAs(app, student)).post('/api/me/erasure_request', {});
    const row = await app.database.db.erasureRequest.findFirstOrThrow({ where: { personId: student.id } });
    expect((await stranger.get('/api/erasure_requests')).body.items).toEqual([]);
    expect((await stranger.post(`/api/erasure_requests/${row.id}/refuse`, { reason: 'not ours' })).status).toBe(404);
    expect((await stranger.post(`/api/people/${student.id}/erase`, given)).status).toBe(404);
  });
});
