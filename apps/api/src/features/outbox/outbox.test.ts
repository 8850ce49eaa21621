import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildSchool } from '#test/build.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { countMessages } from './count-messages.ts';
import { mostTries } from './decide-pause.ts';
import { type Handler, handleMessages } from './handle-messages.ts';
import { putMessage } from './put-message.ts';
import { startOutbox } from './start-outbox.ts';

let database: TestDatabase;
let schoolId: string;
const lines: string[] = [];
const log = pino({ base: null }, { write: (line: string) => void lines.push(line) });
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  await database.clear();
  schoolId = (await buildSchool(database.db)).id;
  lines.length = 0;
});
afterAll(() => database.close());

const put = (topic: string, n: number) => putMessage(database.db, { schoolId, topic, payload: { n } });
const rows = () => database.db.outboxMessage.findMany({ orderBy: { createdAt: 'asc' } });
const numberOf = ({ payload }: { payload: unknown }) => Reflect.get(Object(payload), 'n');
const context = () => ({ db: database.db, log });

/** Writes something of its own for each message, so that what was rolled back can be told. */
const renaming: Handler = async (tx, messages) => {
  for (const message of messages) {
    if (numberOf(message) === 13) throw new Error('thirteen');
    const school = await tx.school.findUniqueOrThrow({ where: { id: schoolId } });
    await tx.school.update({ where: { id: schoolId }, data: { name: `${school.name} ${numberOf(message)}` } });
  }
};
const schoolName = async () => (await database.db.school.findUniqueOrThrow({ where: { id: schoolId } })).name;

describe('the outbox', () => {
  it('is written with the change or not at all', async () => {
    const change = database.db.$transaction(async (tx) => {
      await putMessage(tx, { schoolId, topic: 'a', payload: {} });
      throw new Error('the change fails');
    });
    await expect(change).rejects.toThrow('the change fails');
    expect(await rows()).toEqual([]);
  });

  it('hands each message over once, in order, and leaves topics it does not know', async () => {
    await put('rename', 1);
    await put('unknown', 2);
    await put('rename', 3);
    expect(await handleMessages(context(), { rename: renaming })).toBe(2);
    expect(await handleMessages(context(), { rename: renaming })).toBe(0);
    expect(await schoolName()).toBe('Built School 1 3');
    expect(await rows()).toMatchObject([{ topic: 'unknown', tries: 0 }]);
  });

  it('a message that cannot be handled holds up no other, is kept with its error and tried again later', async () => {
    for (const n of [1, 13, 2]) await put('rename', n);
    expect(await handleMessages(context(), { rename: renaming })).toBe(3);
    expect(await schoolName()).toBe('Built School 1 2');
    const [bad, ...others] = await rows();
    expect(others).toEqual([]);
    expect(bad).toMatchObject({ tries: 1, lastError: 'Error: thirteen' });
    expect(Number(bad?.availableAt) - Date.now()).toBeGreaterThan(3000);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ topic: 'rename', err: { message: 'thirteen' } }]);
    expect(await handleMessages(context(), { rename: renaming })).toBe(0);
  });

  it('gives a message up after ten tries and counts it until the next start', async () => {
    await put('rename', 13);
    for (let round = 0; round < mostTries + 2; round += 1) {
      await database.db.outboxMessage.updateMany({ data: { availableAt: new Date(0) } });
      await handleMessages(context(), { rename: renaming });
    }
    expect(await rows()).toMatchObject([{ tries: mostTries, lastError: 'Error: thirteen' }]);
    expect(await countMessages(database.db)).toEqual({ waiting: 0, dead: 1, oldestS: 0 });
    const end = startOutbox(context(), { rename: async () => {} });
    await vi.waitFor(async () => expect(await rows()).toEqual([]));
    await end();
  });

  it('two workers at once handle nothing twice', async () => {
    for (let n = 0; n < 30; n += 1) await put('count', n);
    const seen: unknown[] = [];
    const slow: Handler = async (_tx, messages) => {
      seen.push(...messages.map(numberOf));
      await new Promise((resolve) => setTimeout(resolve, 100));
    };
    const counts = await Promise.all([1, 2, 3].map(() => handleMessages(context(), { count: slow })));
    expect(counts.toSorted()).toEqual([0, 0, 30].toSorted());
    expect(seen).toHaveLength(30);
  });

  it('finishes the round under way when it is ended', async () => {
    await put('slow', 1);
    let isDone = false;
    const begun = Promise.withResolvers<void>();
    const end = startOutbox(context(), {
      slow: async () => {
        begun.resolve();
        await new Promise((resolve) => setTimeout(resolve, 150));
        isDone = true;
      },
    });
    await begun.promise;
    await end();
    expect([isDone, await rows()]).toEqual([true, []]);
  });

  it('tells how many wait and for how long', async () => {
    await put('later', 1);
    await database.db.outboxMessage.updateMany({ data: { createdAt: new Date(Date.now() - 60_000) } });
    const counts = await countMessages(database.db);
    expect(counts).toMatchObject({ waiting: 1, dead: 0 });
    expect(Math.round(counts.oldestS / 10)).toBe(6);
  });
});
