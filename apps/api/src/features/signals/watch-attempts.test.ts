import { randomBytes, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { handleMessages } from '#features/outbox/handle-messages.ts';
import { putMessage } from '#features/outbox/put-message.ts';
import type { Person, Prisma, School } from '#generated/prisma/client.ts';
import { buildAttempt, buildCourse, buildOpenSession, buildSchool, buildStudent } from '#test/build.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { signalHandlers } from './signal-handlers.ts';

let database: TestDatabase;
let school: School;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  await database.clear();
  school = await buildSchool(database.db);
});
afterAll(() => database.close());

const log = pino({ level: 'silent' });
const phone = () => randomBytes(32).toString('hex');
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const student = (name: string) => buildStudent(database.db, { school, name });

/** As a mark keeps it: the attempt and its message. */
async function attempt(person: Person, given: Partial<Prisma.AttendanceAttemptUncheckedCreateInput> = {}) {
  const made = await buildAttempt(database.db, { school, studentId: person.id, studentName: person.name, ...given });
  await tell(made.id);
  return made;
}

const tell = (id: string) =>
  putMessage(database.db, { schoolId: school.id, topic: 'attempt.kept', payload: { attempt_id: id } });

async function work() {
  while ((await handleMessages({ db: database.db, log }, signalHandlers)) > 0);
  expect(await database.db.outboxMessage.findMany()).toEqual([]);
}

const signals = () =>
  database.db.fraudSignal.findMany({
    orderBy: { kind: 'asc' },
    include: {
      people: { select: { person: { select: { name: true } } }, orderBy: { person: { name: 'asc' } } },
      attempts: { select: { attemptId: true } },
    },
  });

async function only(kind: string) {
  const found = await signals();
  expect(found.map((signal) => signal.kind)).toEqual([kind]);
  const [signal] = found;
  if (!signal) throw new Error('no signal');
  return {
    ...signal,
    names: signal.people.map(({ person }) => person.name),
    ids: signal.attempts.map(({ attemptId }) => attemptId).sort(),
  };
}

type Kept = Awaited<ReturnType<typeof attempt>>;

const idsOf = (...made: { id: string }[]) => made.map(({ id }) => id).sort();

describe('signals from kept attempts', () => {
  it('one phone and two students of one class is one, with the attempts of both', async () => {
    const deviceHash = phone();
    const [sari, bayu] = [await student('Sari'), await student('Bayu')];
    const session = await buildOpenSession(database.db, {
      course: await buildCourse(database.db, { students: [sari, bayu] }),
    });
    const own = { deviceHash, claimedSessionId: session.id };
    const first = await attempt(sari, { ...own, createdAt: minutesAgo(3) });
    await work();
    expect(await signals()).toEqual([]);
    const second = await attempt(bayu, { ...own, createdAt: minutesAgo(2), success: true, reason: 'Accepted' });
    await work();
    const signal = await only('shared_phone');
    expect(signal).toMatchObject({
      key: deviceHash,
      state: 'open',
      sightings: 2,
      firstAt: first.createdAt,
      lastAt: second.createdAt,
      names: ['Bayu', 'Sari'],
      ids: idsOf(first, second),
      detail: { level: 'medium', people: 2, in_one_class: 2 },
    });
    const uses = await database.db.deviceUse.findMany({ orderBy: { firstAt: 'asc' } });
    expect(uses).toMatchObject([
      { personId: sari.id, accepted: 0, refused: 1 },
      { personId: bayu.id, accepted: 1, refused: 0 },
    ]);
  });

  it('is the same after messages came again, in another order and after a restart', async () => {
    const deviceHash = phone();
    const made: Kept[] = [];
    for (const name of ['Ann', 'Ben', 'Cid']) made.push(await attempt(await student(name), { deviceHash }));
    await work();
    const read = async () => [await signals(), await database.db.deviceUse.findMany({ orderBy: { personId: 'asc' } })];
    const before = await read();
    expect(await only('shared_phone')).toMatchObject({ sightings: 3, detail: { level: 'medium' } });
    for (const { id } of made.toReversed()) await tell(id);
    await work();
    for (const { id } of [...made, ...made]) await tell(id);
    await work();
    expect(await read()).toEqual(before);
  });

  it('a family phone is low, and once dismissed it stays so until somebody new has it', async () => {
    const deviceHash = phone();
    const [older, younger] = [await student('Older'), await student('Younger')];
    await attempt(older, { deviceHash, claimedSessionId: 'biology' });
    await attempt(younger, { deviceHash, claimedSessionId: 'history' });
    await work();
    const { id } = await only('shared_phone');
    await database.db.fraudSignal.update({ where: { id }, data: { state: 'dismissed', decidedAt: new Date() } });
    await attempt(older, { deviceHash, claimedSessionId: 'maths' });
    await work();
    expect(await only('shared_phone')).toMatchObject({ state: 'dismissed', sightings: 3, detail: { level: 'low' } });
    await attempt(await student('Stranger'), { deviceHash, claimedSessionId: 'music' });
    await work();
    expect(await only('shared_phone')).toMatchObject({ state: 'open', detail: { level: 'medium' } });
  });

  it("naming the key of another person's phone is one", async () => {
    const [owner, other] = [await student('Owner'), await student('Other')];
    const key = await database.db.deviceKey.create({
      data: {
        ...{ schoolId: school.id, personId: owner.id, publicKey: {}, thumbprint: 'x', deviceHash: 'x' },
        ...{ label: 'Phone', state: 'active' },
      },
    });
    await attempt(owner, { deviceKey: key.id });
    await attempt(owner, { deviceKey: 'no key at all' });
    await attempt(owner, { deviceKey: randomUUID() });
    const borrowed = await attempt(other, { deviceKey: key.id.toUpperCase() });
    await work();
    expect(await only('shared_phone')).toMatchObject({ names: ['Other', 'Owner'], ids: idsOf(borrowed) });
  });

  it('the fourth phone of a student is one; a browser that lost its storage is counted apart', async () => {
    const person = await student('Sari');
    const made: Kept[] = [];
    for (let count = 0; count < 3; count += 1) made.push(await attempt(person, { deviceHash: phone() }));
    const keyOf = (origin: 'evicted' | 'further') => ({
      ...{ schoolId: school.id, personId: person.id, publicKey: {}, thumbprint: phone(), deviceHash: phone() },
      ...{ label: 'Phone', state: 'active' as const, origin },
    });
    await database.db.deviceKey.create({ data: keyOf('evicted') });
    await work();
    expect(await signals()).toEqual([]);
    await database.db.deviceKey.create({ data: keyOf('further') });
    const again = await attempt(person, { deviceHash: made[0]?.deviceHash ?? null });
    await work();
    const signal = await only('many_phones');
    expect(signal).toMatchObject({ names: ['Sari'], detail: { level: 'medium', phones: 4, evictions: 1 } });
    expect(signal.ids).toEqual(idsOf(...made));
    expect(signal.ids).not.toContain(again.id);
  });

  it('two fixes that nobody travels between are one, whichever message comes first', async () => {
    const person = await student('Sari');
    const here = { latitude: -6.2, longitude: 106.8, accuracyM: 10 };
    const later = await attempt(person, { ...here, latitude: -6.3, createdAt: minutesAgo(1) });
    await work();
    const between = await attempt(person, { latitude: null, longitude: null, createdAt: minutesAgo(1.5) });
    // Hardly known, so it neither is one nor hides one.
    await attempt(person, { ...here, latitude: -6.25, accuracyM: 2e7, createdAt: minutesAgo(1.7) });
    const earlier = await attempt(person, { ...here, createdAt: minutesAgo(2) });
    await attempt(await student('Bayu'), { ...here, latitude: -6.9, createdAt: minutesAgo(1.2) });
    await work();
    const signal = await only('impossible_travel');
    expect(signal.ids).toEqual(idsOf(earlier, later));
    expect(signal.ids).not.toContain(between.id);
    expect(signal).toMatchObject({ key: person.id, detail: { level: 'medium', seconds: 60 } });
  });

  it('a refused try here hides no travel: the accepted mark stands among the attempts behind', async () => {
    const person = await student('Sari');
    const here = { latitude: -6.2, longitude: 106.8, accuracyM: 10 };
    const far = await attempt(person, { ...here, latitude: -1.29, longitude: 36.82, createdAt: minutesAgo(3) });
    const refused = await attempt(person, { ...here, createdAt: minutesAgo(2) });
    await work();
    const accepted = await attempt(person, { ...here, createdAt: minutesAgo(1), success: true, reason: 'Accepted' });
    await work();
    const signal = await only('impossible_travel');
    expect(signal.ids).toEqual(idsOf(far, refused, accepted));
    expect(signal).toMatchObject({ detail: { level: 'high' } });
  });

  it('equal series of different students are one, equal ones of the same student are not', async () => {
    const [sari, bayu] = [await student('Sari'), await student('Bayu')];
    const own = { positionSeries: phone(), checks: [{ check: 9, name: 'position', detail: { fixes: 3 } }] };
    const first = await attempt(sari, { ...own, createdAt: minutesAgo(60 * 24 * 20) });
    const again = await attempt(sari, { ...own, createdAt: minutesAgo(2) });
    await work();
    expect(await signals()).toEqual([]);
    const copied = await attempt(bayu, own);
    await work();
    const signal = await only('equal_positions');
    expect(signal).toMatchObject({ names: ['Bayu', 'Sari'], detail: { level: 'high', people: 2, fixes: 3 } });
    expect(signal.ids).toEqual(idsOf(again, copied));
    expect(signal.ids).not.toContain(first.id);
  });

  it('tries from outside again and again are one, by what check 9 saw', async () => {
    const person = await student('Sari');
    const checks = (zone: string) => [{ check: 9, name: 'position', detail: { zone, beyond_m: 700 } }];
    const made: Kept[] = [];
    for (const claimedSessionId of ['a', 'b', 'c']) {
      made.push(await attempt(person, { claimedSessionId, checks: checks('outside') }));
      await attempt(person, { claimedSessionId, checks: checks('between') });
    }
    await work();
    const signal = await only('outside_place');
    expect(signal).toMatchObject({ detail: { level: 'medium', sessions: 3, farthest_m: 700 } });
    expect(signal.ids).toEqual(idsOf(...made));
  });

  it("another school's phones, series and people are no part of it", async () => {
    const deviceHash = phone();
    const positionSeries = phone();
    await buildAttempt(database.db, {
      studentId: (await buildStudent(database.db)).id,
      ...{ deviceHash, positionSeries },
    });
    await attempt(await student('Sari'), { deviceHash, positionSeries });
    await work();
    expect(await signals()).toEqual([]);
  });

  it('an attempt whose student is gone, or that is gone itself, holds up nothing', async () => {
    const gone = await student('Gone');
    await attempt(gone, { deviceHash: phone() });
    await database.db.person.delete({ where: { id: gone.id } });
    await tell(randomUUID());
    await work();
    expect(await signals()).toEqual([]);
  });
});
