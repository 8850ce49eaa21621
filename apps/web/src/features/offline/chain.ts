import type { ChainEnd } from '@hadir/contract/offline.ts';
import { type Chain, type Sealed, withPhoneDb } from './phone-db.ts';

/** Where this person's records go on; null before the first ticket. */
export async function findChain(personId: string): Promise<Chain | null> {
  return (await withPhoneDb((db) => db.get('chains', personId))) ?? null;
}

/** Begins where the server says: for a key that has no record waiting on this phone. */
export async function adoptChain(personId: string, keyId: string, { seq, previous }: ChainEnd): Promise<void> {
  await withPhoneDb(async (db) => {
    const lastAt = (await db.get('chains', personId))?.lastAt ?? 0;
    await db.put('chains', { personId, keyId, seq, previous, lastAt });
  });
}

/**
 * Puts a record into the outbox and the chain behind it, in one step or not at all; its ticket is used up.
 * Rejects where no space is left.
 */
export async function keepInChain(record: Sealed, chain: Chain): Promise<void> {
  await withPhoneDb(async (db) => {
    const change = db.transaction(['marks', 'chains', 'tickets'], 'readwrite', { durability: 'strict' });
    try {
      await Promise.all([
        change.objectStore('marks').add(record),
        change.objectStore('chains').put(chain),
        change.objectStore('tickets').delete(record.id),
        change.done,
      ]);
    } catch (error) {
      // A request says only that everything was undone; the whole knows why.
      throw change.error ?? error;
    }
  });
}

/** Runs works on one person's chain one after another, over all tabs. */
export async function inChainTurn<T>(personId: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks ? await navigator.locks.request(`hadir-chain-${personId}`, work) : await work();
}
