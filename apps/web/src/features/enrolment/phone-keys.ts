import { type DBSchema, openDB } from 'idb';

/** The key of one person on this phone. `id` is null until the server has answered its registration. */
type PhoneKey = { personId: string; id: string | null; pair: CryptoKeyPair };

interface Keys extends DBSchema {
  keys: { key: string; value: PhoneKey };
}

async function open() {
  return await openDB<Keys>('hadir-keys', 1, {
    upgrade(db) {
      db.createObjectStore('keys', { keyPath: 'personId' });
    },
  });
}

/** Rejects where the browser keeps nothing for this site. */
export async function findPhoneKey(personId: string): Promise<PhoneKey | null> {
  const db = await open();
  try {
    return (await db.get('keys', personId)) ?? null;
  } finally {
    db.close();
  }
}

/** In the place of the person's key before, if there was one. Rejects like `findPhoneKey`. */
export async function keepPhoneKey(key: PhoneKey): Promise<void> {
  const db = await open();
  try {
    await db.put('keys', key);
  } finally {
    db.close();
  }
}
