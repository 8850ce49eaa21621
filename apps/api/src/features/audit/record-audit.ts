import type { Tx } from '#db.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Client } from '#http/input.ts';
import type { SignedIn } from '#http/sign-in.ts';

export type AuditFacts = {
  schoolId: string;
  /** Null when nobody was signed in. */
  actorId: string | null;
  /** Feature and verb, such as `course.archived`. */
  action: string;
  subjectType: string;
  subjectId: string;
  before?: Prisma.InputJsonObject | null;
  after?: Prisma.InputJsonObject | null;
  reason?: string | null;
  address?: string | null;
  userAgent?: string | null;
};

/**
 * Writes who did what to what, in the transaction that does it. `before` and `after` hold no secret:
 * no password, token, descriptor or key.
 */
export async function recordAudit(tx: Tx, facts: AuditFacts): Promise<void> {
  const { before, after, ...rest } = facts;
  await tx.auditEntry.create({ data: { ...rest, ...(before ? { before } : {}), ...(after ? { after } : {}) } });
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
