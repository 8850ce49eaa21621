import type pg from 'pg';
import { type EntryRow, entryColumns, genesis, hashChain, hashEntry } from './hash-entry.ts';
import { hashAuditPayload } from './make-audit-payload.ts';
import type { SignedChain } from './read-checkpoints.ts';
import type { ChainEnd } from './seal-entries.ts';

/** The first row that is not as it was written. What is known of it; `what` says the rest in words. */
export type Finding = {
  seq: number | null;
  id: string | null;
  action: string | null;
  at: string | null;
  what: string;
};

type Walk = { finding: Finding | null; rows: number; erased: number; end: ChainEnd };

type SealRow = {
  seq: string;
  entry_id: string;
  entry_hash: Buffer;
  chain_hash: Buffer;
  sealed_ms: string;
} & { [column in keyof EntryRow]: EntryRow[column] | null } & {
  salt: Buffer | null;
  payload: string | null;
  payload_school_id: string | null;
};

/** Rows in memory at once. */
const pageSize = 1000;

/**
 * Computes the chain anew from `start` on and compares it with what is kept and with what was signed.
 * @param client inside a transaction, so that one moment is seen
 */
export async function walkChain(client: pg.ClientBase, start: ChainEnd | null, signed: SignedChain): Promise<Walk> {
  const walk: Walk = { finding: null, rows: 0, erased: 0, end: start ?? { seq: 0, chainHash: genesis } };
  await client.query(
    `DECLARE chain NO SCROLL CURSOR FOR
     SELECT s.seq, s.entry_id, s.entry_hash, s.chain_hash,
       round(extract(epoch FROM s.sealed_at) * 1000)::text AS sealed_ms, ${entryColumns},
       p.salt, p.payload, p.school_id AS payload_school_id
     FROM audit_seals AS s LEFT JOIN audit_entries AS e ON e.id = s.entry_id
     LEFT JOIN audit_payloads AS p ON p.entry_id = e.id
     WHERE s.seq > ${walk.end.seq} ORDER BY s.seq`,
  );
  for (;;) {
    const { rows } = await client.query<SealRow>(`FETCH ${pageSize} FROM chain`);
    for (const row of rows) {
      walk.finding = judgeRow(row, walk.end, signed);
      if (walk.finding) return walk;
      walk.rows += 1;
      if (row.payload === null) walk.erased += 1;
      walk.end = { seq: Number(row.seq), chainHash: row.chain_hash };
    }
    if (rows.length < pageSize) return walk;
  }
}

function judgeRow(row: SealRow, before: ChainEnd, { signed }: SignedChain): Finding | null {
  const seq = Number(row.seq);
  const entry = asEntry(row);
  const found = (what: string): Finding => ({
    seq,
    id: row.entry_id,
    action: row.action,
    at: entry ? readMs(entry.created_ms) : null,
    what,
  });
  if (seq !== before.seq + 1) {
    const gone = seq - 1 === before.seq + 1 ? 'it is' : `rows ${before.seq + 1} to ${seq - 1} are`;
    return { seq: before.seq + 1, id: null, action: null, at: null, what: `${gone} missing from the chain` };
  }
  if (!entry) return found('the row is missing; only its seal is left');
  if (!hashEntry(entry).equals(row.entry_hash)) return found('the row was altered after it was sealed');
  const chainHash = hashChain(before.chainHash, row.entry_hash, seq, row.sealed_ms);
  if (!chainHash.equals(row.chain_hash))
    return found('its seal does not follow from the row before: it was altered or moved');
  const complaint = judgePayload(row, entry);
  if (complaint) return found(complaint);
  const other = signed.get(seq)?.find((checkpoint) => checkpoint.chainHash !== chainHash.toString('hex'));
  return other ? found(`the chain up to here was rewritten: the checkpoint signed at ${other.at} knew another`) : null;
}

/** An erased payload is no complaint: people have a right to it. */
export function judgePayload(
  row: Pick<SealRow, 'salt' | 'payload' | 'payload_school_id'>,
  entry: Pick<EntryRow, 'payload_hash' | 'school_id'>,
): string | null {
  const { salt, payload, payload_school_id } = row;
  if (salt === null || payload === null) return null;
  const isWhole = Buffer.from(hashAuditPayload(salt, payload)).toString('hex') === entry.payload_hash;
  return isWhole && payload_school_id === entry.school_id ? null : 'its payload was altered or belongs to another row';
}

export function readMs(ms: string): string | null {
  const at = new Date(Number(ms));
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

function asEntry(row: SealRow): EntryRow | null {
  const { id, school_id, action, subject_type, subject_id, payload_hash, created_ms } = row;
  if (!id || !school_id || action === null || subject_type === null || subject_id === null) return null;
  if (payload_hash === null || created_ms === null) return null;
  return { id, school_id, actor_id: row.actor_id, action, subject_type, subject_id, payload_hash, created_ms };
}
