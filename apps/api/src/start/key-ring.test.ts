import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { openKeyRing } from './key-ring.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => database.clear());
afterAll(() => database.close());

const [first, second, third] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2), Buffer.alloc(32, 3)];
const open = (master: Buffer, previousMaster: Buffer | null = null) =>
  openKeyRing(database.db, () => ({ master, previousMaster }));

it('a database knows its master key from the first start on; any other is refused in one line', async () => {
  expect((await open(first)).current()).toEqual({ version: 1, key: first });
  expect((await open(first)).current().version).toBe(1);
  await expect(open(second)).rejects.toThrow('The master key is not the one this database was filled with');
  await expect(open(second, third)).rejects.toThrow('not the one');
});

it('a new key beside the earlier one is the next version; without the earlier one the start is refused', async () => {
  await open(first);
  const ring = await open(second, first);
  expect(ring.all().map(({ version }) => version)).toEqual([2, 1]);
  expect([ring.current().key, ring.find(1)?.key, ring.find(3)]).toEqual([second, first, null]);
  await expect(open(second)).rejects.toThrow('give that one as MASTER_KEY_PREVIOUS');
  await expect(open(third, second)).rejects.toThrow('give that one as MASTER_KEY_PREVIOUS');
});

it('a process that was told the next key beforehand knows it as soon as another has begun with it', async () => {
  await open(first);
  const ring = await open(first, second);
  expect(ring.find(2)).toBeNull();
  await open(second, first);
  await ring.refresh();
  expect([ring.current().version, ring.find(2)?.key]).toEqual([1, second]);
});

it('what was read before a rotation ended still opens for a minute, and no longer', async () => {
  let now = 0;
  let given: { master: Buffer; previousMaster: Buffer | null } = { master: first, previousMaster: null };
  const ring = await openKeyRing(
    database.db,
    () => given,
    () => now,
  );
  given = { master: second, previousMaster: first };
  await ring.refresh();
  await database.db.masterKeyCheck.delete({ where: { version: 1 } });
  given = { master: second, previousMaster: null };
  await ring.refresh();
  now = 59_999;
  await ring.refresh();
  expect([ring.current().version, ring.find(1)?.key, ring.all().length]).toEqual([2, first, 2]);
  now = 60_000;
  expect([ring.find(1), ring.all().length]).toEqual([null, 1]);
});

it('a rotation may be taken back', async () => {
  await open(first);
  await open(second, first);
  expect((await open(first, second)).current()).toEqual({ version: 1, key: first });
});

it('several starts at once give a key one version', async () => {
  const rings = await Promise.all([1, 2, 3, 4].map(() => open(first)));
  expect(new Set(rings.map((ring) => ring.current().version))).toEqual(new Set([1]));
  const next = await Promise.all([1, 2, 3, 4].map(() => open(second, first)));
  expect(new Set(next.map((ring) => ring.current().version))).toEqual(new Set([2]));
});
