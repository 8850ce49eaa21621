import type { MarkAccepted, NextStep } from '@hadir/contract/attendance.ts';
import type { ErrorCode } from '@hadir/contract/error.ts';
import { type DBSchema, openDB } from 'idb';

/** A signed mark as it goes over the wire; kept from before it is sent until it is judged. */
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

/** The server's last word on a mark. */
export type Judgement =
  | { kind: 'accepted'; state: MarkAccepted['state'] }
  | { kind: 'refused'; code: ErrorCode; next: NextStep };

/** How a kept mark ended, until its owner has seen it. Nothing of face or position is left. */
export type JudgedMark = Pick<KeptMark, 'id' | 'personId' | 'sessionTitle'> & { outcome: Judgement };

interface Outbox extends DBSchema {
  marks: { key: string; value: KeptMark };
  judged: { key: string; value: JudgedMark };
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
  return await openDB<Outbox>('hadir-outbox', 2, {
    upgrade(db, before) {
      if (before < 1) db.createObjectStore('marks', { keyPath: 'id' });
      if (before < 2) db.createObjectStore('judged', { keyPath: 'id' });
    },
  });
}

/** Rejects where the browser keeps nothing for this site, or no space is left. */
export function keepMark(mark: KeptMark): Promise<unknown> {
  return withDb((db) => db.put('marks', mark));
}

/** Marks of everybody on this phone, oldest challenge first. */
export async function listKeptMarks(): Promise<KeptMark[]> {
  const marks = await withDb((db) => db.getAll('marks'));
  return marks.sort((a, b) => a.triesUntil - b.triesUntil);
}

/** Puts what the server said in the place of the mark, in one step. */
export function judgeMark({ id, personId, sessionTitle }: KeptMark, outcome: Judgement): Promise<void> {
  return withDb(async (db) => {
    const change = db.transaction(['marks', 'judged'], 'readwrite');
    await Promise.all([
      change.objectStore('marks').delete(id),
      change.objectStore('judged').put({ id, personId, sessionTitle, outcome }),
      change.done,
    ]);
  });
}

/** Judged marks of everybody on this phone that nobody has seen yet. */
export function listJudgedMarks(): Promise<JudgedMark[]> {
  return withDb((db) => db.getAll('judged'));
}

/** Leaves nothing of a mark on this phone, judged or not. */
export function forgetMark(id: string): Promise<void> {
  return withDb(async (db) => {
    const change = db.transaction(['marks', 'judged'], 'readwrite');
    await Promise.all([change.objectStore('marks').delete(id), change.objectStore('judged').delete(id), change.done]);
  });
}

/** Whether the mark still waits to be judged. */
export async function isKept(id: string): Promise<boolean> {
  return (await withDb((db) => db.count('marks', id))) > 0;
}

/** @param now milliseconds of this phone's clock */
export function canStillCount(mark: KeptMark, now: number): boolean {
  return now < mark.triesUntil;
}
