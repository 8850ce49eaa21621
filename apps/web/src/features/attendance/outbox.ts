import type { MarkAccepted, NextStep } from '@hadir/contract/attendance.ts';
import type { ErrorCode } from '@hadir/contract/error.ts';
import { type Sealed, withPhoneDb } from '#features/offline/phone-db.ts';
import { seal, unseal } from '#features/offline/seal.ts';
import {
  forgetHeld,
  holdJudgement,
  holdMark,
  isHeld,
  isJudgementHeld,
  listHeldJudgements,
  listHeldMarks,
} from './held-marks.ts';

/** A signed mark as it goes over the wire; kept from before it is sent until it is judged. */
export type KeptMark = {
  /** The challenge or ticket it answers: one use, so one entry. */
  id: string;
  personId: string;
  sessionId: string;
  sessionTitle: string;
  rawBody: string;
  keyId: string;
  signature: string;
  /** On this phone's clock: a mark that arrives later cannot count, because its challenge or ticket has ended. */
  triesUntil: number;
  /** Of a mark that was made without network: its place in the phone's chain, and when that was. */
  offline?: { seq: number; previous: string; capturedAt: string };
  /** This phone could not keep it: it is gone with this page. */
  isOnlyHeld?: true;
};

/** The server's last word on a mark; `unreadable` where the phone could not open what it had kept. */
export type Judgement =
  | { kind: 'accepted'; state: MarkAccepted['state'] }
  | { kind: 'refused'; code: ErrorCode; next: NextStep }
  | { kind: 'unreadable' };

/** How a kept mark ended, until its owner has seen it. Nothing of face or position is left. */
export type JudgedMark = Pick<KeptMark, 'id' | 'personId' | 'sessionTitle'> & {
  outcome: Judgement;
  /** When a mark without network was made. */
  capturedAt?: string;
};

/** A version before kept marks in clear. */
type Row = Sealed | KeptMark | JudgedMark;

const isSealed = (row: Row): row is Sealed => 'sealed' in row;

/** Rejects where the browser keeps nothing for this site, or no space is left. */
export async function keepMark(mark: KeptMark): Promise<void> {
  const row = await sealMark(mark);
  await withPhoneDb((db) => db.put('marks', row));
}

/** As `keepMark`, yet a phone that keeps nothing more holds it in this page, so that it is sent all the same. */
export async function keepOrHoldMark(mark: KeptMark): Promise<void> {
  await keepMark(mark).catch(() => holdMark(mark));
}

/** As it may lie on the phone. */
export function sealMark(mark: KeptMark): Promise<Sealed> {
  return seal({ store: 'marks', id: mark.id, personId: mark.personId }, mark);
}

/** Marks of everybody on this phone, in the order of their chain where they have one, else oldest challenge first. */
export async function listKeptMarks(): Promise<KeptMark[]> {
  const rows: Row[] = await withPhoneDb((db) => db.getAll('marks')).catch(noneWhere(listHeldMarks));
  const marks = await Promise.all(rows.filter(({ id }) => !isJudgementHeld(id)).map(openMark));
  return [...marks.filter((mark) => mark !== null), ...listHeldMarks()].sort(
    (a, b) => (a.offline?.seq ?? 0) - (b.offline?.seq ?? 0) || a.triesUntil - b.triesUntil,
  );
}

/** A phone that has stopped keeping anything hides nothing of what this page holds. */
const noneWhere = (listHeld: () => unknown[]) => (error: unknown) => {
  if (listHeld().length === 0) throw error;
  return [];
};

async function openMark(row: Row): Promise<KeptMark | null> {
  if (!isSealed(row)) {
    // Proven border: only marks of a version before lie here in clear.
    const mark = row as KeptMark;
    await keepMark(mark);
    return mark;
  }
  // Proven border: it opens only where this very app sealed it into this place.
  const mark = (await unseal('marks', row)) as KeptMark | null;
  if (mark === null) await judgeMark({ id: row.id, personId: row.personId, sessionTitle: '' }, { kind: 'unreadable' });
  return mark;
}

/** Puts what the server said in the place of the mark, in one step; a phone that cannot keep it holds it in this page. */
export async function judgeMark(
  mark: Pick<KeptMark, 'id' | 'personId' | 'sessionTitle' | 'offline'>,
  outcome: Judgement,
): Promise<void> {
  const { id, personId, sessionTitle, offline } = mark;
  const judged: JudgedMark = { id, personId, sessionTitle, outcome };
  if (offline) judged.capturedAt = offline.capturedAt;
  if (isHeld(id)) return holdJudgement(judged);
  try {
    const row = await seal({ store: 'judged', id, personId }, judged);
    await withPhoneDb(async (db) => {
      const change = db.transaction(['marks', 'judged'], 'readwrite');
      await Promise.all([change.objectStore('marks').delete(id), change.objectStore('judged').put(row), change.done]);
    });
  } catch {
    holdJudgement(judged);
  }
}

/** Judged marks of everybody on this phone that nobody has seen yet. */
export async function listJudgedMarks(): Promise<JudgedMark[]> {
  const rows: Row[] = await withPhoneDb((db) => db.getAll('judged')).catch(noneWhere(listHeldJudgements));
  return [...(await Promise.all(rows.map(openJudged))), ...listHeldJudgements()];
}

/** What does not open any more is told too: nothing disappears before its owner has seen it. */
async function openJudged(row: Row): Promise<JudgedMark> {
  const { id, personId } = row;
  // Proven border: as with kept marks.
  const mark = (isSealed(row) ? await unseal('judged', row) : row) as JudgedMark | null;
  return mark ?? { id, personId, sessionTitle: '', outcome: { kind: 'unreadable' } };
}

/** Leaves nothing of a mark on this phone, judged or not. */
export async function forgetMark(id: string): Promise<void> {
  const wasHeld = forgetHeld(id);
  const forgetting = withPhoneDb(async (db) => {
    const change = db.transaction(['marks', 'judged'], 'readwrite');
    await Promise.all([change.objectStore('marks').delete(id), change.objectStore('judged').delete(id), change.done]);
  });
  await forgetting.catch((error: unknown) => {
    if (!wasHeld) throw error;
  });
}

/** Whether the mark still waits to be judged. */
export async function isKept(id: string): Promise<boolean> {
  if (isJudgementHeld(id)) return false;
  return isHeld(id) || (await withPhoneDb((db) => db.count('marks', id))) > 0;
}

/** @param now milliseconds of this phone's clock */
export function canStillCount(mark: KeptMark, now: number): boolean {
  return now < mark.triesUntil;
}
