import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Keys } from '#database/keys.ts';
import type { Db } from '#db.ts';
import type { KeyRing, MasterKey } from '#http/context.ts';
import { lockNumbers } from '#lock-numbers.ts';
import { StartError } from '#start-error.ts';

type MasterKeys = Pick<Keys, 'master' | 'previousMaster'>;

/** What was read or shown before a rotation ended is good so much longer. */
const retiredMs = 60_000;

/**
 * The keys under the versions by which the database knows them. A first start names its key version 1; a new key
 * beside the one that the database knows gets the next version, and a rotation has begun.
 * @param read gives the keys as they are given at that moment
 * @throws StartError when the database was filled with a key that is not given
 */
export async function openKeyRing(db: Db, read: () => MasterKeys, clock: () => number = Date.now): Promise<KeyRing> {
  let named = await nameKeys(db, read());
  let retired: (MasterKey & { until: number })[] = [];
  const all = () => [...named, ...retired.filter(({ until }) => clock() < until)];
  return {
    current: () => currentOf(named),
    all,
    find: (version) => all().find((key) => key.version === version) ?? null,
    async refresh() {
      const next = await nameKeys(db, read());
      const gone = named.filter((key) => !next.some(({ version }) => version === key.version));
      retired = [...retired, ...gone.map((key) => ({ ...key, until: clock() + retiredMs }))].filter(
        ({ version, until }) => clock() < until && !next.some((key) => key.version === version),
      );
      named = next;
    },
  };
}

/** A ring that never changes. */
export function fixedKeyRing(...keys: [MasterKey, ...MasterKey[]]): KeyRing {
  return {
    current: () => keys[0],
    all: () => keys,
    find: (version) => keys.find((key) => key.version === version) ?? null,
    refresh: async () => {},
  };
}

function currentOf([current]: readonly MasterKey[]): MasterKey {
  if (!current) throw new Error('no master key has a name');
  return current;
}

async function nameKeys(db: Db, keys: MasterKeys): Promise<MasterKey[]> {
  return db.$transaction(async (tx) => {
    // One start at a time names a new key.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${lockNumbers.masterKeyNames})`;
    const checks = await tx.masterKeyCheck.findMany({ orderBy: { version: 'desc' } });
    const given = keys.previousMaster ? [keys.master, keys.previousMaster] : [keys.master];
    const named = given.flatMap((key) => {
      const check = checks.find(({ checkValue }) => isCheckOf(key, checkValue));
      return check ? [{ version: check.version, key }] : [];
    });
    const newest = checks[0]?.version ?? 0;
    if (checks.some(({ version }) => !named.some((key) => key.version === version))) {
      throw new StartError(describeMissing(named.length > 0));
    }
    if (named.some(({ key }) => key.equals(keys.master))) return named;
    const added = { version: newest + 1, key: keys.master };
    await tx.masterKeyCheck.create({ data: { version: added.version, checkValue: checkValueOf(added.key) } });
    return [added, ...named];
  });
}

function describeMissing(isRotating: boolean): string {
  return isRotating
    ? 'Some of this database is still sealed with an earlier master key: give that one as MASTER_KEY_PREVIOUS until a start says that the rotation is done.'
    : 'The master key is not the one this database was filled with: give that one as MASTER_KEY, or beside a new one as MASTER_KEY_PREVIOUS.';
}

const checkValueOf = (key: Buffer) =>
  new Uint8Array(createHmac('sha256', key).update('hadir/v1/master-key-check').digest());

function isCheckOf(key: Buffer, stored: Uint8Array): boolean {
  const checkValue = checkValueOf(key);
  return stored.length === checkValue.length && timingSafeEqual(stored, checkValue);
}
