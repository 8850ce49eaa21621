import { createHash, randomBytes } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

export type AuditFacts = {
  schoolId: string;
  /** Null when nobody was signed in. */
  actorId: string | null;
  /** Feature and verb, such as `course.archived`. */
  action: string;
  subjectType: string;
  subjectId: string;
  before?: object | null;
  after?: object | null;
  reason?: string | null;
  address?: string | null;
  userAgent?: string | null;
};

/** What of an audit row may be personal: the payload, and the hash that stands for it in the row itself. */
type AuditPayload = { salt: Uint8Array<ArrayBuffer>; payload: string; payloadHash: Uint8Array<ArrayBuffer> };

/** The payload of these facts: canonical JSON, a salt of 32 random bytes, SHA-256 over both. */
export function makeAuditPayload(
  facts: Pick<AuditFacts, 'before' | 'after' | 'reason' | 'address' | 'userAgent'>,
): AuditPayload {
  const { before, after, reason, address, userAgent } = facts;
  const payload = canonicalJson({
    before: before ?? null,
    after: after ?? null,
    reason: reason ?? null,
    address: address ?? null,
    user_agent: userAgent ?? null,
  });
  const salt = new Uint8Array(randomBytes(32));
  return { salt, payload, payloadHash: hashAuditPayload(salt, payload) };
}

export function hashAuditPayload(salt: Uint8Array, payload: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(salt).update(payload, 'utf8').digest());
}
