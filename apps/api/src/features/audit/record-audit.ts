import type { Tx } from '#db.ts';
import type { Client } from '#http/input.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { uuidV7 } from '#http/uuid-v7.ts';
import { type AuditFacts, makeAuditPayload } from './make-audit-payload.ts';

/**
 * Writes who did what to what, in the transaction that does it. `before` and `after` hold no secret:
 * no password, token, descriptor or key.
 */
export async function recordAudit(tx: Tx, facts: AuditFacts): Promise<void> {
  const { salt, payload, payloadHash } = makeAuditPayload(facts);
  // One statement, so both rows or none also outside a transaction.
  await tx.$executeRaw`
    WITH entry AS (
      INSERT INTO audit_entries (id, school_id, actor_id, action, subject_type, subject_id, payload_hash)
      VALUES (${uuidV7(new Date())}::uuid, ${facts.schoolId}::uuid, ${facts.actorId}::uuid, ${facts.action}, ${facts.subjectType},
        ${facts.subjectId}, ${payloadHash}::bytea)
      RETURNING id, school_id
    )
    INSERT INTO audit_payloads (entry_id, school_id, salt, payload)
    SELECT id, school_id, ${salt}::bytea, ${payload} FROM entry`;
}

/** Who acts and from where, as every use case that changes something is told. */
export type Actor = { id: string; schoolId: string; client: Pick<Client, 'address' | 'userAgent'> };

/** The same where the role decides what may be done. */
export type ActingPerson = SignedIn & Actor;

/** The part of an audit row that the actor decides. */
export function by(actor: Actor): Pick<AuditFacts, 'schoolId' | 'actorId' | 'address' | 'userAgent'> {
  return {
    schoolId: actor.schoolId,
    actorId: actor.id,
    address: actor.client.address,
    userAgent: actor.client.userAgent,
  };
}
