import type { KeyObject } from 'node:crypto';
import type pg from 'pg';
import { findUnchained } from './find-unchained.ts';
import { judgeCut } from './judge-cut.ts';
import { readCheckpoints, type SignedChain } from './read-checkpoints.ts';
import { type Finding, walkChain } from './walk-chain.ts';

export type Verification = {
  /** the first row that is altered, missing, cut or unsealed; null when every row is as it was written */
  finding: Finding | null;
  /** rows whose chain was computed anew and agrees */
  rows: number;
  /** payloads among them that were erased */
  erased: number;
  /** rows that wait to be sealed */
  waiting: number;
  checkpoints: number;
};

/**
 * Recomputes the chain of audit rows and compares it with the signed checkpoints.
 * @param place folder of the checkpoints and the key that signs them, or its public half
 * @param isRunning whether the product runs, which then has to have sealed all but the newest rows
 */
export async function verifyAudit(
  client: pg.ClientBase,
  place: { folder: string; key: KeyObject },
  { isRunning, now }: { isRunning: boolean; now: Date },
): Promise<Verification> {
  // Before the rows: what is signed is in the database already, never the other way round.
  const signed = await readCheckpoints(place.folder, place.key);
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    const cut = await judgeCut(client, place.key, now);
    const walk = await walkChain(client, cut.start, signed);
    const unchained = await findUnchained(client, isRunning, now);
    const finding = cut.finding ?? walk.finding ?? judgeEnd(walk.end.seq, signed) ?? unchained.finding;
    const { rows, erased } = walk;
    return { finding, rows, erased, waiting: unchained.waiting, checkpoints: signed.signed.size };
  } finally {
    await client.query('ROLLBACK');
  }
}

/** What the signatures outside know beyond the rows that are there. */
function judgeEnd(lastSeq: number, { last, complaint }: SignedChain): Finding | null {
  const nameless = { id: null, action: null };
  if (last && last.seq > lastSeq) {
    const gone = last.seq === lastSeq + 1 ? 'the row is' : `rows ${lastSeq + 1} to ${last.seq} are`;
    const what = `${gone} missing: the checkpoint signed at ${last.at} knew ${last.seq} rows`;
    return { ...nameless, seq: lastSeq + 1, at: null, what };
  }
  if (complaint) return { ...nameless, seq: null, at: null, what: complaint };
  if (!last && lastSeq > 0) {
    return { ...nameless, seq: lastSeq, at: null, what: 'no signed checkpoint is there, so rows after it may be gone' };
  }
  return null;
}
