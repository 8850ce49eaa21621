import type { KeyObject } from 'node:crypto';
import type pg from 'pg';
import { readCheckpoint } from './checkpoint.ts';
import { auditYears, yearsBefore } from './retention.ts';
import type { ChainEnd } from './seal-entries.ts';
import type { Finding } from './walk-chain.ts';

/** Where the chain starts since retention cut it last, or why that cut is none that retention made. */
export async function judgeCut(
  client: pg.ClientBase,
  key: KeyObject,
  now: Date,
): Promise<{ start: ChainEnd | null; finding: Finding | null }> {
  const { rows } = await client.query<{ seq: string; chain_hash: Buffer; checkpoint: string; cut_at: Date }>(
    'SELECT seq, chain_hash, checkpoint, cut_at FROM audit_cuts ORDER BY seq DESC LIMIT 1',
  );
  const cut = rows[0];
  if (!cut) return { start: null, finding: null };
  const start = { seq: Number(cut.seq), chainHash: cut.chain_hash };
  const finding = (what: string) => ({
    start,
    finding: { seq: start.seq, id: null, action: null, at: cut.cut_at.toISOString(), what: `the cut here: ${what}` },
  });
  const read = readCheckpoint(cut.checkpoint, key);
  if (read.kind === 'damaged') return finding(`of its checkpoint, ${read.why}`);
  const { seq, chain_hash, at } = read.checkpoint;
  if (seq !== start.seq || chain_hash !== start.chainHash.toString('hex')) return finding('not at its checkpoint');
  if (new Date(at) > yearsBefore(now)) return finding(`rows younger than ${auditYears} years are gone`);
  return { start, finding: null };
}
