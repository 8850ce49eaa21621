import type pg from 'pg';
import { type EntryRow, entryColumns } from './hash-entry.ts';
import { type Finding, judgePayload, readMs } from './walk-chain.ts';

/** While the product runs a row is chained within this, or something keeps it out. */
const patienceMs = 30_000;
const atOnce = 1000;

/**
 * Judges the rows that are not in the chain.
 * @param isRunning whether the product is there to seal them
 * @returns how many just wait, and the first that does more than wait
 */
export async function findUnchained(
  client: pg.ClientBase,
  isRunning: boolean,
  now: Date,
): Promise<{ waiting: number; finding: Finding | null }> {
  const { rows: gone } = await client.query<{ entry_id: string }>(
    `SELECT entry_id FROM audit_unsealed AS u WHERE NOT EXISTS (SELECT FROM audit_entries AS e WHERE e.id = u.entry_id)
     ORDER BY entry_id LIMIT 1`,
  );
  const first = gone[0];
  if (first) {
    const what = 'the row was deleted before it was sealed';
    return { waiting: 0, finding: { seq: null, id: first.entry_id, action: null, at: null, what } };
  }
  await client.query(
    `DECLARE unchained NO SCROLL CURSOR FOR
     SELECT ${entryColumns}, u.entry_id IS NOT NULL AS is_queued, p.salt, p.payload, p.school_id AS payload_school_id
     FROM audit_entries AS e LEFT JOIN audit_unsealed AS u ON u.entry_id = e.id
     LEFT JOIN audit_payloads AS p ON p.entry_id = e.id
     WHERE NOT EXISTS (SELECT FROM audit_seals AS s WHERE s.entry_id = e.id) ORDER BY e.id`,
  );
  let waiting = 0;
  for (;;) {
    const { rows } = await client.query<UnchainedRow>(`FETCH ${atOnce} FROM unchained`);
    for (const row of rows) {
      const what = judge(row, isRunning, now);
      const { id, action, created_ms } = row;
      if (what) return { waiting, finding: { seq: null, id, action, at: readMs(created_ms), what } };
      waiting += 1;
    }
    if (rows.length < atOnce) return { waiting, finding: null };
  }
}

type UnchainedRow = EntryRow & {
  is_queued: boolean;
  salt: Buffer | null;
  payload: string | null;
  payload_school_id: string | null;
};

function judge(row: UnchainedRow, isRunning: boolean, now: Date): string | null {
  if (!row.is_queued) return 'the row was taken out of the chain, or kept out of it';
  const age = now.getTime() - Number(row.created_ms);
  if (isRunning && age > patienceMs) return `the row has waited ${Math.round(age / 1000)} s to be sealed`;
  return judgePayload(row, row);
}
