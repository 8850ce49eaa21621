import type pg from 'pg';
import { lockNumbers } from '#lock-numbers.ts';
import { type EntryRow, entryColumns, genesis, hashChain, hashEntry } from './hash-entry.ts';

/** The last row of the chain. */
export type ChainEnd = { seq: number; chainHash: Buffer };

/** Rows in one transaction. */
export const sealBatch = 1000;
/** One sealer at a time in all processes, so the chain never forks. */
export const chainLock = lockNumbers.auditChain;

/**
 * Appends committed audit rows that wait to the chain, `sealBatch` at most.
 * @returns how many, and where the chain ends now; null while it is empty
 */
export async function sealEntries(pool: pg.Pool, now: Date): Promise<{ count: number; end: ChainEnd | null }> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [chainLock]);
    const sealed = await appendWaiting(client, now);
    await client.query('COMMIT');
    client.release();
    return sealed;
  } catch (error) {
    // The connection goes with its transaction: whether it can still roll back is not known.
    client.release(true);
    throw error;
  }
}

async function appendWaiting(client: pg.ClientBase, now: Date): Promise<{ count: number; end: ChainEnd | null }> {
  let end = await findChainEnd(client);
  const { rows } = await client.query<EntryRow>(
    `SELECT ${entryColumns} FROM audit_unsealed AS u JOIN audit_entries AS e ON e.id = u.entry_id
     WHERE NOT EXISTS (SELECT FROM audit_seals AS s WHERE s.entry_id = e.id) ORDER BY u.entry_id LIMIT $1`,
    [sealBatch],
  );
  if (rows.length === 0) return { count: 0, end };
  const seals = rows.map((row) => {
    const seq = (end?.seq ?? 0) + 1;
    const entryHash = hashEntry(row);
    end = { seq, chainHash: hashChain(end?.chainHash ?? genesis, entryHash, seq, String(now.getTime())) };
    return { id: row.id, entryHash, ...end };
  });
  const ids = seals.map(({ id }) => id);
  await client.query(
    `INSERT INTO audit_seals (seq, entry_id, entry_hash, chain_hash, sealed_at)
     SELECT seq, entry_id, decode(entry_hash, 'hex'), decode(chain_hash, 'hex'), $5
     FROM unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[]) AS seal (seq, entry_id, entry_hash, chain_hash)`,
    [
      seals.map(({ seq }) => seq),
      ids,
      seals.map(({ entryHash }) => entryHash.toString('hex')),
      seals.map(({ chainHash }) => chainHash.toString('hex')),
      now,
    ],
  );
  await client.query('DELETE FROM audit_unsealed WHERE entry_id = ANY ($1::uuid[])', [ids]);
  return { count: rows.length, end };
}

async function findChainEnd(client: pg.ClientBase): Promise<ChainEnd | null> {
  const { rows } = await client.query<{ seq: string; chain_hash: Buffer }>(
    `(SELECT seq, chain_hash FROM audit_seals ORDER BY seq DESC LIMIT 1)
     UNION ALL (SELECT seq, chain_hash FROM audit_cuts ORDER BY seq DESC LIMIT 1)`,
  );
  const ends = rows.map(({ seq, chain_hash }) => ({ seq: Number(seq), chainHash: chain_hash }));
  return ends.reduce<ChainEnd | null>((last, end) => (last && last.seq >= end.seq ? last : end), null);
}

/** Whether the chain still holds this row as it was; what retention has cut counts as held. */
export async function isInChain(pool: pg.Pool, { seq, chainHash }: ChainEnd): Promise<boolean> {
  const { rows } = await pool.query<{ is_held: boolean }>(
    `SELECT EXISTS (SELECT FROM audit_seals WHERE seq = $1 AND chain_hash = $2)
       OR EXISTS (SELECT FROM audit_cuts WHERE seq >= $1) AS is_held`,
    [seq, chainHash],
  );
  return rows[0]?.is_held ?? false;
}
