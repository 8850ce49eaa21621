import type pg from 'pg';
import { lockNumbers } from '#lock-numbers.ts';
import { type Checkpoint, hashLine, readCheckpoint, signCheckpoint } from './checkpoint.ts';
import { appendLine, repairLines } from './checkpoint-file.ts';
import type { AuditPlace } from './keep-sealing.ts';

/** Processes that share a folder add their lines one after another. */
const lock = lockNumbers.checkpoints;

/** Adds a checkpoint to the file of them, as the next link of its lines; the same one again is added once. */
export async function addCheckpoint(pool: pg.Pool, place: AuditPlace, known: Checkpoint): Promise<string> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lock]);
    const last = await repairLines(place.folder);
    const read = last === null ? null : readCheckpoint(last, place.key);
    const before = read?.kind === 'valid' ? read.checkpoint : null;
    if (last !== null && before?.seq === known.seq && before.chain_hash === known.chain_hash) return last;
    const { seq, chain_hash, at } = known;
    const previous = last === null ? null : hashLine(last);
    const line = JSON.stringify(signCheckpoint({ seq, chain_hash, at, previous }, place.key));
    await appendLine(place.folder, line);
    return line;
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [lock]).catch(() => {});
    client.release();
  }
}
