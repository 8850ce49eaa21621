import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';

const hex = z.string().regex(/^[0-9a-f]{64}$/);

/** What the chain was at a moment, signed; kept outside the database. */
const Checkpoint = z.strictObject({
  /** number of the last row */
  seq: z.int().min(1),
  chain_hash: hex,
  at: z.iso.datetime(),
  /** SHA-256 of the line before in `checkpoints.jsonl`; null in the first */
  previous: hex.nullable(),
  /** which key has signed: SHA-256 of its public half */
  key: hex,
  /** Ed25519, base64url */
  signature: z.string(),
});
export type Checkpoint = z.infer<typeof Checkpoint>;

/** @param key Ed25519, private */
export function signCheckpoint(claim: Omit<Checkpoint, 'key' | 'signature'>, key: KeyObject): Checkpoint {
  const named = { ...claim, key: fingerprint(key) };
  return { ...named, signature: sign(null, signedText(named), key).toString('base64url') };
}

/**
 * Reads one line and says what is wrong with it.
 * @param key the key that should have signed, or its public half
 */
export function readCheckpoint(
  line: string,
  key: KeyObject,
): { kind: 'valid'; checkpoint: Checkpoint } | { kind: 'damaged'; why: string } {
  const parsed = Checkpoint.safeParse(parseJson(line));
  if (!parsed.success) return { kind: 'damaged', why: 'it is no checkpoint' };
  const { signature, ...claim } = parsed.data;
  if (claim.key !== fingerprint(key)) return { kind: 'damaged', why: 'another key has signed it' };
  const isSigned = verify(null, signedText(claim), publicHalf(key), Buffer.from(signature, 'base64url'));
  return isSigned
    ? { kind: 'valid', checkpoint: parsed.data }
    : { kind: 'damaged', why: 'its signature does not belong to it' };
}

/** What the next line names as the one before. */
export const hashLine = (line: string): string => createHash('sha256').update(line).digest('hex');

function signedText(claim: Omit<Checkpoint, 'signature'>): Buffer {
  return Buffer.from(`hadir/v1/audit-checkpoint\n${canonicalJson(claim)}`);
}

const publicHalf = (key: KeyObject) => (key.type === 'private' ? createPublicKey(key) : key);

function fingerprint(key: KeyObject): string {
  return createHash('sha256')
    .update(publicHalf(key).export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
