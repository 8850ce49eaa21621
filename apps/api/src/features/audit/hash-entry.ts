import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

/** An audit row as the chain sees it: every column, as text. */
export type EntryRow = {
  id: string;
  school_id: string;
  actor_id: string | null;
  action: string;
  subject_type: string;
  subject_id: string;
  /** hex */
  payload_hash: string;
  /** milliseconds since 1970 */
  created_ms: string;
};

/** Columns of `audit_entries AS e` as an `EntryRow`. As text, so that nothing a row may hold fails to parse. */
export const entryColumns = `e.id, e.school_id, e.actor_id, e.action, e.subject_type, e.subject_id,
  encode(e.payload_hash, 'hex') AS payload_hash, round(extract(epoch FROM e.created_at) * 1000)::text AS created_ms`;

/** What stands before the first row. */
export const genesis = Buffer.alloc(32);

/** SHA-256 over every column of the row. */
export function hashEntry(row: EntryRow): Buffer {
  const { id, school_id, actor_id, action, subject_type, subject_id, payload_hash, created_ms } = row;
  const text = canonicalJson({ id, school_id, actor_id, action, subject_type, subject_id, payload_hash, created_ms });
  return createHash('sha256').update(`hadir/v1/audit-entry\n${text}`).digest();
}

/**
 * SHA-256 over the chain so far, the row, its number and the moment of sealing.
 * @param sealedMs milliseconds since 1970, as decimal digits
 */
export function hashChain(previous: Buffer, entryHash: Buffer, seq: number, sealedMs: string): Buffer {
  return createHash('sha256').update(previous).update(entryHash).update(`${seq}\n${sealedMs}`).digest();
}
