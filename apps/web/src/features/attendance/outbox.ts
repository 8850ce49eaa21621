import { type DBSchema, openDB } from 'idb';

/** A signed mark as it goes over the wire; kept from before it is sent until an answer is there. */
export type KeptMark = {
  /** The challenge it answers: one use, so one entry. */
  id: string;
  personId: string;
  sessionId: string;
  sessionTitle: string;
  rawBody: string;
  keyId: string;
  signature: string;
  /** On this phone's clock: the challenge has ended by then, so a mark that arrives later cannot count. */
  triesUntil: number;
};

interface Outbox extends DBSchema {
  marks: { key: string; value: KeptMark };
}

async function withDb<T>(work: (db: Awaited<ReturnType<typeof open>>) => Promise<T>): Promise<T> {
  const db = await open();
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

async function open() {
  return await openDB<Outbox>('hadir-outbox', 1, {
    upgrade(db) {
      db.createObjectStore('marks', { keyPath: 'id' });
    },
  });
}

export function keepMark(mark: KeptMark): Promise<unknown> {
  return withDb((db) => db.put('marks', mark));
}

/** Marks of everybody on this phone, oldest challenge first. */
export async function listKeptMarks(): Promise<KeptMark[]> {
  const marks = await withDb((db) => db.getAll('marks'));
  return marks.sort((a, b) => a.triesUntil - b.triesUntil);
}

export function forgetMark(id: string): Promise<void> {
  return withDb((db) => db.delete('marks', id));
}

export async function isKept(id: string): Promise<boolean> {
  return (await withDb((db) => db.count('marks', id))) > 0;
}

/** @param now milliseconds of this phone's clock */
export function canStillCount(mark: KeptMark, now: number): boolean {
  return now < mark.triesUntil;
}
