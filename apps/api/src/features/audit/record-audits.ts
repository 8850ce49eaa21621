import type { Tx } from '#db.ts';
import { uuidV7 } from '#http/uuid-v7.ts';
import { type AuditFacts, makeAuditPayload } from './make-audit-payload.ts';

/** Rows of one statement: hashing them holds up everybody else for some milliseconds. */
const rowsAtATime = 200;

/** The same as `recordAudit` for what one act does to many. */
export async function recordAudits(tx: Tx, all: readonly AuditFacts[]): Promise<void> {
  for (let from = 0; from < all.length; from += rowsAtATime) {
    const rows = JSON.stringify(all.slice(from, from + rowsAtATime).map(asRow));
    await tx.$executeRaw`
      WITH given AS MATERIALIZED (
        SELECT * FROM jsonb_to_recordset(${rows}::jsonb) AS row (id uuid, school_id uuid, actor_id uuid, action text,
          subject_type text, subject_id text, payload_hash text, salt text, payload text)
      ), entry AS (
        INSERT INTO audit_entries (id, school_id, actor_id, action, subject_type, subject_id, payload_hash)
        SELECT id, school_id, actor_id, action, subject_type, subject_id, decode(payload_hash, 'hex') FROM given
      )
      INSERT INTO audit_payloads (entry_id, school_id, salt, payload)
      SELECT id, school_id, decode(salt, 'hex'), payload FROM given`;
  }
}

function asRow(facts: AuditFacts) {
  const { salt, payload, payloadHash } = makeAuditPayload(facts);
  return {
    ...{ id: uuidV7(new Date()), school_id: facts.schoolId, actor_id: facts.actorId, action: facts.action },
    ...{ subject_type: facts.subjectType, subject_id: facts.subjectId, payload },
    ...{ payload_hash: Buffer.from(payloadHash).toString('hex'), salt: Buffer.from(salt).toString('hex') },
  };
}
