import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { buildAttempt, buildSession, buildStudent } from '#test/build.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { readAudit } from '#test/read-audit.ts';
import { keepHouse } from './keep-house.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => database.clear());
afterAll(() => database.close());

const now = new Date('2026-11-20T08:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

const checks = [
  { check: 8, name: 'device_key', outcome: 'passed', detail: { is_known_device: true } },
  {
    check: 9,
    name: 'position',
    outcome: 'failed',
    detail: {
      zone: 'between',
      distance_m: 312.4,
      beyond_m: 212.4,
      accuracy_m: 12.5,
      spread_m: 3.1,
      radius_m: 100,
      rules: 2,
    },
  },
  { check: 12, name: 'face_matches', outcome: 'passed', detail: { distance: 0.31, accuracy_m: 1 } },
];

const attemptOf = (days: number, change = {}) =>
  buildAttempt(database.db, {
    createdAt: daysAgo(days),
    latitude: -6.201234,
    longitude: 106.816789,
    accuracyM: 12.5,
    distanceM: 312.4,
    deviceHash: 'a'.repeat(64),
    address: '10.1.2.3',
    checks,
    ...change,
  });

async function clean() {
  const lines: string[] = [];
  const log = pino({ base: null }, { write: (line: string) => void lines.push(line) });
  const end = keepHouse({ db: database.db, log, now: () => now });
  return { end, lines };
}

const read = (id: string) => database.db.attendanceAttempt.findUniqueOrThrow({ where: { id } });

it('after ninety days a position is known to a kilometre only; everything else of the attempt stays', async () => {
  const [old, recent, bare] = [
    await attemptOf(90.01),
    await attemptOf(89.99),
    await attemptOf(200, { latitude: null, longitude: null, accuracyM: null, distanceM: null }),
  ];
  const { end, lines } = await clean();
  await vi.waitFor(async () => expect((await read(old.id)).accuracyM).toBeNull());
  end();
  const [judged8, judged9, judged12] = checks;
  expect(await read(old.id)).toEqual({
    ...old,
    latitude: -6.2,
    longitude: 106.82,
    accuracyM: null,
    distanceM: null,
    checks: [judged8, { ...judged9, detail: { zone: 'between', radius_m: 100, rules: 2 } }, judged12],
  });
  expect(await read(recent.id)).toEqual(recent);
  expect(await read(bare.id)).toEqual(bare);
  await vi.waitFor(() => expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ count: 1 }]));
  expect(await readAudit(database.db, { action: 'retention.applied' })).toMatchObject([
    { schoolId: old.schoolId, actorId: null, after: { forgotten: 'exact positions of attempts', rows: 1 } },
  ]);
});

it('face probes go after ninety days, also of those who mark no more', async () => {
  const { db } = database;
  const { id: personId, schoolId } = await buildStudent(db);
  const template = await db.faceTemplate.create({
    data: {
      ...{ schoolId, personId, consentVersion: 1, consentTextHash: 'x', consentedAt: now },
      ...{ wrappedKey: new Uint8Array(60), keyVersion: 1 },
    },
  });
  const probe = (days: number) => ({
    ...{ schoolId, personId, templateId: template.id, model: 'face-api-128' },
    ...{ sealed: new Uint8Array(9), createdAt: daysAgo(days) },
  });
  await db.faceProbe.createMany({ data: [probe(91), probe(90), probe(89)] });
  const { end } = await clean();
  await vi.waitFor(async () => expect(await db.faceProbe.findMany()).toMatchObject([{ createdAt: daysAgo(89) }]));
  end();
});

it('failed sign-ins, refused requests and uses of phones go after ninety days', async () => {
  const { db } = database;
  const { id: personId, schoolId } = await buildStudent(db);
  const own = { schoolId, personId };
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
  const { end } = await clean();
  await vi.waitFor(async () => expect(await db.deviceUse.findMany()).toMatchObject([{ deviceHash: '89' }]));
  end();
  expect(await db.failedSignIn.findMany()).toMatchObject([{ createdAt: daysAgo(89) }]);
  expect(await db.refusedRequests.findMany()).toMatchObject([{ hourAt: daysAgo(89) }]);
});

it('what fails is logged and ends nothing', async () => {
  const broken = await openTestDatabase();
  await broken.close();
  const lines: string[] = [];
  const log = pino({ base: null }, { write: (line: string) => void lines.push(line) });
  const end = keepHouse({ db: broken.db, log, now: () => now });
  await vi.waitFor(() => expect(lines).toHaveLength(5));
  end();
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { err: { type: expect.any(String) } },
    { err: {} },
    { err: {} },
    { err: {} },
    { err: {} },
  ]);
});

it('scans of room codes go a day after they are over, wrong ones a day after the class', async () => {
  const { db } = database;
  const [old, running] = [
    await buildSession(db, { startsAt: daysAgo(3), endsAt: daysAgo(2) }),
    await buildSession(db, { startsAt: daysAgo(3), endsAt: daysAgo(-1) }),
  ];
  const { id: personId } = await buildStudent(db, { schoolId: old.schoolId });
  await db.roomCodeReceipt.createMany({
    data: [2, 0.5].map((days, i) => ({
      schoolId: old.schoolId,
      sessionId: old.id,
      tokenHash: new Uint8Array([i]),
      expiresAt: daysAgo(days),
    })),
  });
  await db.roomCodeMiss.createMany({
    data: [old, running].map(({ id, schoolId }) => ({ schoolId, sessionId: id, personId, createdAt: daysAgo(2) })),
  });
  const { end } = await clean();
  await vi.waitFor(async () => expect(await db.roomCodeReceipt.count()).toBe(1));
  end();
  expect(await db.roomCodeReceipt.findMany()).toMatchObject([{ expiresAt: daysAgo(0.5) }]);
  expect(await db.roomCodeMiss.findMany()).toMatchObject([{ sessionId: running.id }]);
});
