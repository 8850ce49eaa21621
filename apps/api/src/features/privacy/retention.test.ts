import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '#generated/prisma/client.ts';
import {
  buildAdmin,
  buildAttempt,
  buildCourse,
  buildSchool,
  buildSession,
  buildStudent,
  builtPassword,
} from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { readAudit } from '#test/read-audit.ts';
import { keepRetention } from './keep-retention.ts';

let app: TestApp;
let admin: Person;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const now = new Date('2026-11-20T08:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

async function atHome() {
  app.setNow(null);
  await app.database.clear();
  admin = await buildAdmin(app.database.db);
  app.setNow(now);
  return { db: app.database.db, schoolId: admin.schoolId };
}

const keep = () => keepRetention(app.context);

const checks = [
  { check: 8, name: 'device_key', outcome: 'passed', detail: { is_known_device: true } },
  { check: 9, name: 'position', outcome: 'failed', detail: { zone: 'between', distance_m: 312.4, accuracy_m: 12.5 } },
  { check: 12, name: 'face_matches', outcome: 'passed', detail: { accuracy_m: 1 } },
];

const attemptOf = (schoolId: string, days: number, change = {}) =>
  buildAttempt(app.database.db, {
    ...{ schoolId, createdAt: daysAgo(days), latitude: -6.201234, longitude: 106.816789, accuracyM: 12.5, checks },
    ...change,
  });

it('after ninety days a position is known to a kilometre only; everything else of the attempt stays', async () => {
  const { db, schoolId } = await atHome();
  const [old, recent, bare] = [
    await attemptOf(schoolId, 90.01),
    await attemptOf(schoolId, 89.99),
    await attemptOf(schoolId, 200, { latitude: null, longitude: null, accuracyM: null }),
  ];
  expect(await keep()).toBe(1);
  const read = (id: string) => db.attendanceAttempt.findUniqueOrThrow({ where: { id } });
  const [judged8, judged9, judged12] = checks;
  expect(await read(old.id)).toEqual({
    ...{ ...old, latitude: -6.2, longitude: 106.82, accuracyM: null },
    checks: [judged8, { ...judged9, detail: { zone: 'between' } }, judged12],
  });
  expect(await read(recent.id)).toEqual(recent);
  expect(await read(bare.id)).toEqual(bare);
  expect(await readAudit(db, { action: 'retention.applied' })).toMatchObject([
    { schoolId, actorId: null, after: { forgotten: 'exact_positions', rows: 1 } },
  ]);
  expect(await keep()).toBe(0);
});

it('each school goes by its own figures', async () => {
  const { db, schoolId } = await atHome();
  const strict = await buildSchool(db, { settings: { retention: { position_days: 10, attendance_years: 1 } } });
  await attemptOf(schoolId, 400);
  const [week, month] = [await attemptOf(strict.id, 7), await attemptOf(strict.id, 30)];
  await attemptOf(strict.id, 400);
  await keep();
  expect(await db.attendanceAttempt.count({ where: { schoolId } })).toBe(1);
  const left = await db.attendanceAttempt.findMany({ where: { schoolId: strict.id }, orderBy: { createdAt: 'asc' } });
  expect(left).toMatchObject([
    { id: month.id, latitude: -6.2 },
    { id: week.id, latitude: -6.201234 },
  ]);
});

it('after seven years class sessions go with their records, and attempts', async () => {
  const { db, schoolId } = await atHome();
  const student = await buildStudent(db, { schoolId });
  const sevenYears = 7 * 365.25 + 2;
  for (const days of [sevenYears, sevenYears - 10]) {
    const session = await buildSession(db, { schoolId, startsAt: daysAgo(days + 0.1), endsAt: daysAgo(days) });
    await db.attendanceRecord.create({
      data: {
        ...{ schoolId: session.schoolId, sessionId: session.id, studentId: student.id },
        ...{ method: 'manual', status: 'present', state: 'confirmed', markedAt: daysAgo(days) },
      },
    });
    await attemptOf(session.schoolId, days, { sessionId: session.id });
  }
  await keep();
  expect(await db.attendanceRecord.findMany()).toMatchObject([{ markedAt: daysAgo(sevenYears - 10) }]);
  expect(await db.attendanceAttempt.findMany()).toMatchObject([{ createdAt: daysAgo(sevenYears - 10) }]);
});

describe('face templates', () => {
  async function withFace(change: Partial<Person>, made = 400) {
    const { db } = app.database;
    const person = await buildStudent(db, { schoolId: admin.schoolId, ...change });
    const template = await db.faceTemplate.create({
      data: {
        ...{ schoolId: admin.schoolId, personId: person.id, consentVersion: 1, consentTextHash: 'x' },
        ...{ consentedAt: now, createdAt: daysAgo(made), wrappedKey: new Uint8Array(60), keyVersion: 1 },
      },
    });
    await app.context.vault.add([template.id]);
    return { person, template };
  }

  it('go when nobody uses them, from the vault too, and stay with whoever is in a running course', async () => {
    const { db, schoolId } = await atHome();
    const nowhere = await withFace({});
    const gone = await withFace({ isActive: false, deactivatedAt: daysAgo(181) });
    const justGone = await withFace({ isActive: false, deactivatedAt: daysAgo(179) });
    const taught = await withFace({});
    const fresh = await withFace({}, 100);
    const marking = await withFace({});
    await attemptOf(schoolId, 3, { studentId: marking.person.id });
    await buildCourse(db, {
      teacherId: admin.id,
      schoolId,
      teacher: admin,
      students: [taught.person, gone.person, justGone.person],
    });
    await keep();
    const left = (await db.faceTemplate.findMany()).map(({ id }) => id);
    expect(new Set(left)).toEqual(
      new Set([justGone.template.id, taught.template.id, fresh.template.id, marking.template.id]),
    );
    expect(app.context.vault.find(nowhere.template.id)).toBeNull();
    expect(app.context.vault.find(taught.template.id)).not.toBeNull();
  });

  it('keep their probes for ninety days', async () => {
    const { db, schoolId } = await atHome();
    const { person, template } = await withFace({}, 3);
    const probe = (days: number) => ({
      ...{ schoolId, personId: person.id, templateId: template.id, model: 'face-api-128' },
      ...{ sealed: new Uint8Array(9), createdAt: daysAgo(days) },
    });
    await db.faceProbe.createMany({ data: [probe(91), probe(90), probe(89)] });
    await keep();
    expect(await db.faceProbe.findMany()).toMatchObject([{ createdAt: daysAgo(89) }]);
  });
});

it('failed sign-ins, sign-ins, refused requests and uses of phones go after ninety days', async () => {
  const { db, schoolId } = await atHome();
  const own = { schoolId, personId: admin.id };
  const traces = [91, 89];
  await db.failedSignIn.createMany({
    data: traces.map((days) => ({ ...own, address: '10.1.2.3', site: '10.1.2.3', createdAt: daysAgo(days) })),
  });
  await db.refusedRequests.createMany({
    data: traces.map((days) => ({ ...own, code: 'retry_later', hourAt: daysAgo(days) })),
  });
  await db.deviceUse.createMany({
    data: traces.map((days) => ({ ...own, deviceHash: `${days}`, firstAt: daysAgo(200), lastAt: daysAgo(days) })),
  });
  await db.signIn.createMany({
    data: traces.map((days) => ({ ...own, address: '10.1.2.3', createdAt: daysAgo(200), lastSeenAt: daysAgo(days) })),
  });
  await keep();
  expect(await db.deviceUse.findMany()).toMatchObject([{ deviceHash: '89' }]);
  expect(await db.failedSignIn.findMany()).toMatchObject([{ createdAt: daysAgo(89) }]);
  expect(await db.refusedRequests.findMany()).toMatchObject([{ hourAt: daysAgo(89) }]);
  expect(await db.signIn.findMany()).toMatchObject([{ lastSeenAt: daysAgo(89) }]);
});

it('scans of room codes go a day after they are over, wrong ones a day after the class', async () => {
  const { db, schoolId } = await atHome();
  const course = await buildCourse(db, { teacher: admin });
  const [old, running] = [
    await buildSession(db, { course, startsAt: daysAgo(3), endsAt: daysAgo(2) }),
    await buildSession(db, { course, startsAt: daysAgo(3), endsAt: daysAgo(-1) }),
  ];
  await db.roomCodeReceipt.createMany({
    data: [2, 0.5].map((days, i) => ({
      ...{ schoolId, sessionId: old.id, tokenHash: new Uint8Array([i]), expiresAt: daysAgo(days) },
    })),
  });
  await db.roomCodeMiss.createMany({
    data: [old, running].map(({ id }) => ({
      ...{ schoolId, sessionId: id, personId: admin.id, createdAt: daysAgo(2) },
    })),
  });
  await keep();
  expect(await db.roomCodeReceipt.findMany()).toMatchObject([{ expiresAt: daysAgo(0.5) }]);
  expect(await db.roomCodeMiss.findMany()).toMatchObject([{ sessionId: running.id }]);
});

it('a dry run counts what is due and takes nothing; a real one asks for the password and says who', async () => {
  const { db, schoolId } = await atHome();
  await attemptOf(schoolId, 100);
  await attemptOf((await buildSchool(db)).id, 100);
  const caller = await callAs(app, admin);
  const dry = await caller.post('/api/retention_runs/dry', {});
  expect(dry.body).toMatchObject({ is_dry_run: true, counts: { exact_positions: 1 }, started_by: admin.name });
  expect(await db.attendanceAttempt.count({ where: { accuracyM: 12.5 } })).toBe(2);
  const wrong = await caller.post('/api/retention_runs', { password: 'not this one' });
  expect([wrong.status, wrong.body.code]).toEqual([401, 'password_wrong']);
  const real = await caller.post('/api/retention_runs', { password: builtPassword });
  expect(real.body).toMatchObject({ is_dry_run: false, counts: { exact_positions: 1 } });
  expect(await db.attendanceAttempt.count({ where: { accuracyM: 12.5 } })).toBe(1);
  const { body } = await caller.get('/api/retention_runs');
  expect(body.items.map((run: { is_dry_run: boolean }) => run.is_dry_run)).toEqual([false, true]);
  expect(await readAudit(db, { action: { startsWith: 'retention.' } })).toMatchObject([
    { action: 'retention.tried', actorId: admin.id },
    { action: 'retention.applied', actorId: admin.id },
    { action: 'retention.run', actorId: admin.id },
  ]);
});

it('figures are settings of the school with their lower bounds, and part of what is published', async () => {
  const { db, schoolId } = await atHome();
  const caller = await callAs(app, admin);
  const change = (retention: object, version = 1) =>
    caller.patch('/api/settings', { version, reason: 'a shorter policy', retention });
  for (const low of [{ attendance_years: 0 }, { audit_years: 4 }, { position_days: 6 }, { position_days: 91 }]) {
    expect((await change(low)).status).toBe(400);
  }
  expect((await change({ position_days: 30 })).status).toBe(200);
  const { body } = await caller.get('/api/retention');
  expect(body).toMatchObject({ version: 2, figures: { position_days: 30, attendance_years: 7 } });
  expect(body.published_at).toBe(now.toISOString());
  const policies = await (await callAs(app, await buildStudent(db, { schoolId }))).get('/api/policies');
  expect(policies.body.retention.figures).toMatchObject({ position_days: 30, audit_years: 5 });
  const history = await caller.get('/api/settings/history');
  expect(history.body.items[0].changes).toEqual([{ field: 'retention.position_days', before: 90, after: 30 }]);
});
