import { openDB } from 'idb';
import { bad, type Finding, good, warn } from './finding.ts';

/** Marks, keys and the app itself take some 20 MB; a browser that offers less than this is full, or in private mode. */
const LITTLE_BYTES = 60_000_000;
const PROBE = 'hadir-doctor';
const PROBE_BYTES = 200_000;

export type StorageDoors = {
  writeText(): void;
  writeDatabase(): Promise<void>;
  manager: Pick<StorageManager, 'estimate' | 'persisted'> | undefined;
};

const realDoors = (): StorageDoors => ({ writeText, writeDatabase, manager: navigator.storage });

/** Whether this browser keeps what it is told to keep, and for how long. Leaves nothing behind. */
export async function checkStorage(doors: StorageDoors = realDoors()): Promise<Finding<'storage'>> {
  try {
    doors.writeText();
    await doors.writeDatabase();
  } catch (error) {
    const isFull = error instanceof Error && error.name === 'QuotaExceededError';
    return bad<'storage'>(isFull ? 'storage.full' : 'storage.blocked');
  }
  const { quota, usage = 0 } = (await doors.manager?.estimate().catch(() => null)) ?? {};
  const fact = quota === undefined ? undefined : `${Math.round((quota - usage) / 1_000_000)} MB`;
  if (quota !== undefined && quota - usage < LITTLE_BYTES) return warn<'storage'>('storage.little', fact);
  const isLasting = await doors.manager?.persisted().catch(() => false);
  return isLasting ? good(fact) : warn<'storage'>('storage.cleared', fact);
}

/** Asks the browser to keep what this site stores until the person deletes it. Whether it will. */
export async function askToKeep(): Promise<boolean> {
  return (await navigator.storage?.persist?.().catch(() => false)) ?? false;
}

function writeText(): void {
  localStorage.setItem(PROBE, '1');
  localStorage.removeItem(PROBE);
}

async function writeDatabase(): Promise<void> {
  const db = await openDB(PROBE, 1, { upgrade: (made) => void made.createObjectStore('probe') });
  try {
    await db.put('probe', new Uint8Array(PROBE_BYTES), 1);
  } finally {
    db.close();
    indexedDB.deleteDatabase(PROBE);
  }
}
