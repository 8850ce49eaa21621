import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Env } from '#env.ts';
import { StartError } from '#start-error.ts';
import { keepSecret } from './keys.ts';

/**
 * The key that signs the audit's checkpoints: AUDIT_KEY_FILE, else kept in `folder` and made there on the first start.
 * @throws StartError when it is no Ed25519 private key in PEM
 */
export function openAuditKey(env: Pick<Env, 'AUDIT_KEY_FILE'>, folder: string): KeyObject {
  if (env.AUDIT_KEY_FILE) return decodeKey(readGiven(env.AUDIT_KEY_FILE), 'AUDIT_KEY_FILE');
  const file = path.join(folder, 'audit.key');
  return decodeKey(keepSecret(file, makeKey), file);
}

function makeKey(): string {
  return generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey.trim();
}

function readGiven(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new StartError(`AUDIT_KEY_FILE ${file} cannot be read.`, { cause });
  }
}

function decodeKey(pem: string, where: string): KeyObject {
  const complaint = `${where} must be an Ed25519 private key in PEM; make one with: openssl genpkey -algorithm ed25519`;
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (cause) {
    throw new StartError(complaint, { cause });
  }
  throw new StartError(complaint);
}
