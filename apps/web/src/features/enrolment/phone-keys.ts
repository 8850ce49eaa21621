import { type DBSchema, openDB } from 'idb';

/** The key of one person on this phone. `id` is null until the server has answered its registration. */
type PhoneKey = { personId: string; id: string | null; pair: CryptoKeyPair };

interface Keys extends DBSchema {
  keys: { key: string; value: PhoneKey };
  /** A second copy of what else lies in localStorage alone. */
  device: { key: 'id'; value: string };
}

async function open() {
  return await openDB<Keys>('hadir-keys', 2, {
    upgrade(db, from) {
      if (from < 1) db.createObjectStore('keys', { keyPath: 'personId' });
      if (from < 2) db.createObjectStore('device');
    },
  });
}

async function using<T>(work: (db: Awaited<ReturnType<typeof open>>) => Promise<T>): Promise<T> {
  const db = await open();
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

/** Rejects where the browser keeps nothing for this site. */
export async function findPhoneKey(personId: string): Promise<PhoneKey | null> {
  return using(async (db) => (await db.get('keys', personId)) ?? null);
}

/** In the place of the person's key before, if there was one. Rejects like `findPhoneKey`. */
export async function keepPhoneKey(key: PhoneKey): Promise<void> {
  await using((db) => db.put('keys', key));
}

/** Rejects like `findPhoneKey`. */
export async function deletePhoneKey(personId: string): Promise<void> {
  await using((db) => db.delete('keys', personId));
}

/** The copy of the device id. Rejects like `findPhoneKey`. */
export async function findDeviceId(): Promise<string | null> {
  return using(async (db) => (await db.get('device', 'id')) ?? null);
}

/** Rejects like `findPhoneKey`. */
export async function keepDeviceId(id: string): Promise<void> {
  await using((db) => db.put('device', id, 'id'));
}
