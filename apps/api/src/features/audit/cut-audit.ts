import type pg from 'pg';
import { type Checkpoint, readCheckpoint } from './checkpoint.ts';
import { readLines } from './checkpoint-file.ts';
import type { AuditPlace } from './keep-sealing.ts';
import { auditYears, yearsBefore } from './retention.ts';
import { chainLock } from './seal-entries.ts';

/**
 * Deletes audit rows that are older than they are kept, up to the last checkpoint of that age, and writes down where:
 * the signed checkpoint is what the rest of the chain is verified from.
 * @param owner connected as the role that owns the tables; no other may delete audit rows
 * @returns rows that went
 */
export async function cutAudit(owner: pg.ClientBase, place: AuditPlace, now: Date): Promise<number> {
  const old = await findOldCheckpoint(place, yearsBefore(now, await readLongestYears(owner)));
  if (!old) return 0;
  const { line, checkpoint } = old;
  const at = [checkpoint.seq, Buffer.from(checkpoint.chain_hash, 'hex')];
  await owner.query('BEGIN');
  try {
    await owner.query('SELECT pg_advisory_xact_lock($1)', [chainLock]);
    // A chain that does not agree with what was signed is not cut: the cut would be all that is left of it.
    const { rowCount } = await owner.query(
      `INSERT INTO audit_cuts (seq, chain_hash, checkpoint, cut_at)
       SELECT seq, chain_hash, $3, $4 FROM audit_seals WHERE seq = $1 AND chain_hash = $2`,
      [...at, line, now],
    );
    // Payloads go with their rows.
    await owner.query(
      'DELETE FROM audit_entries WHERE id IN (SELECT entry_id FROM audit_seals WHERE seq <= $1 AND $2)',
      [checkpoint.seq, rowCount === 1],
    );
    const gone = await owner.query('DELETE FROM audit_seals WHERE seq <= $1 AND $2', [checkpoint.seq, rowCount === 1]);
    await owner.query('COMMIT');
    return gone.rowCount ?? 0;
  } catch (error) {
    await owner.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

/** The chain is one for all schools: it is cut where the one that keeps most has nothing any more. */
async function readLongestYears(owner: pg.ClientBase): Promise<number> {
  const { rows } = await owner.query<{ years: number | null }>(
    `SELECT max((settings #>> '{retention,audit_years}')::int) AS years FROM schools`,
  );
  return Math.max(auditYears, rows[0]?.years ?? 0);
}

async function findOldCheckpoint(
  place: AuditPlace,
  before: Date,
): Promise<{ line: string; checkpoint: Checkpoint } | null> {
  let found: { line: string; checkpoint: Checkpoint } | null = null;
  for await (const line of readLines(place.folder)) {
    const read = readCheckpoint(line, place.key);
    if (read.kind === 'damaged') continue;
    if (new Date(read.checkpoint.at) > before) break;
    found = { line, checkpoint: read.checkpoint };
  }
  return found;
}
