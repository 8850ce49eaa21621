import { type DBSchema, openDB } from 'idb';

/** Something of one person that only this phone opens; `id` and whose it is lie in clear. */
export type Sealed = { id: string; personId: string; iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer };

/** Where the records of one person's key go on; the newest capture on the server's clock, milliseconds. */
export type Chain = { personId: string; keyId: string; seq: number; previous: string; lastAt: number };

/** The server's time as it was last heard, and the phone's two clocks then, milliseconds; `origin` names the page. */
export type Heard = { heardAt: number; wallMs: number; monoMs: number; origin: number };

interface PhoneDb extends DBSchema {
  marks: { key: string; value: Sealed };
  judged: { key: string; value: Sealed };
  tickets: { key: string; value: Sealed };
  /** Whose app this is while nobody can be asked: at most one. */
  owner: { key: string; value: Sealed };
  chains: { key: string; value: Chain };
  clock: { key: 'server'; value: Heard };
  /** AES-GCM, never to be read out, only used. */
  keys: { key: string; value: { personId: string; key: CryptoKey } };
}

export type SealedStore = 'marks' | 'judged' | 'tickets' | 'owner';

type Db = Awaited<ReturnType<typeof open>>;

/** Rejects where the browser keeps nothing for this site. */
export async function withPhoneDb<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const db = await open();
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

async function open() {
  return await openDB<PhoneDb>('hadir-outbox', 3, {
    upgrade(db, before) {
      if (before < 1) db.createObjectStore('marks', { keyPath: 'id' });
      if (before < 2) db.createObjectStore('judged', { keyPath: 'id' });
      if (before < 3) {
        db.createObjectStore('tickets', { keyPath: 'id' });
        db.createObjectStore('owner', { keyPath: 'id' });
        db.createObjectStore('chains', { keyPath: 'personId' });
        db.createObjectStore('clock');
        db.createObjectStore('keys', { keyPath: 'personId' });
      }
    },
  });
}
