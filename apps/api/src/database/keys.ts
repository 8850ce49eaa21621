import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import type { Db } from '#db.ts';
import type { Env } from '#env.ts';
import { StartError } from '#start-error.ts';

export interface Keys {
  /** 32 bytes; wraps every school's key, see `docs` on templates at rest */
  master: Buffer;
  masterVersion: number;
  /** signs the web sessions' cookies */
  sessionSecret: string;
  /** true when the master key lies beside the data it protects */
  isMasterBesideData: boolean;
}

const masterVersion = 1;
const howToMake = 'make one with: node -e "console.log(crypto.randomBytes(32).toString(\'base64\'))"';

/**
 * Keys given from outside, else kept in `folder` (0700) and made there on the first start.
 * @throws StartError when a given key is not usable, or one has to be given
 */
export function openKeys(env: Env, folder: string): Keys {
  const given = readGivenKey(env);
  if (!given && env.isProduction && env.DATABASE_URL) {
    throw new StartError(`In production with DATABASE_URL a MASTER_KEY or MASTER_KEY_FILE is required; ${howToMake}`);
  }
  return {
    master: given ?? decodeKey(keepSecret(path.join(folder, 'master.key')), path.join(folder, 'master.key')),
    masterVersion,
    sessionSecret: env.SESSION_SECRET ?? keepSecret(path.join(folder, 'session.key')),
    isMasterBesideData: given === null,
  };
}

function readGivenKey(env: Env): Buffer | null {
  if (env.MASTER_KEY) return decodeKey(env.MASTER_KEY, 'MASTER_KEY');
  if (!env.MASTER_KEY_FILE) return null;
  try {
    return decodeKey(readFileSync(env.MASTER_KEY_FILE, 'utf8'), 'MASTER_KEY_FILE');
  } catch (cause) {
    if (cause instanceof StartError) throw cause;
    throw new StartError(`MASTER_KEY_FILE ${env.MASTER_KEY_FILE} cannot be read.`, { cause });
  }
}

function decodeKey(text: string, where: string): Buffer {
  const key = Buffer.from(text, 'base64');
  // The decoder skips what is not base64, so a mistyped key would go unnoticed.
  if (key.length !== 32 || !/^\s*[A-Za-z0-9+/_-]{43}=?\s*$/.test(text))
    throw new StartError(`${where} must be 32 bytes in base64; ${howToMake}`);
  return key;
}

/** Reads the secret, or makes it: on disk in full before anything is sealed with it. Of two first starts one makes it. */
function keepSecret(file: string): string {
  if (!existsSync(file)) {
    const unfinished = writeUnfinished(file, randomBytes(32).toString('base64'));
    try {
      linkSync(unfinished, file);
    } catch (error) {
      // Another start was first: its secret is the one.
      if (!existsSync(file)) throw error;
    } finally {
      rmSync(unfinished);
    }
  }
  return readFileSync(file, 'utf8').trim();
}

/** Writes a file of mode 0600 that is either whole or absent; an earlier one is replaced. */
export function writeSecret(file: string, text: string): void {
  renameSync(writeUnfinished(file, text), file);
}

function writeUnfinished(file: string, text: string): string {
  const unfinished = `${file}.new-${process.pid}`;
  const handle = openSync(unfinished, 'w', 0o600);
  try {
    writeSync(handle, `${text}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return unfinished;
}

/**
 * Compares the master key with the check value the database keeps; stores it on the first start.
 * @throws StartError when another key has filled this database
 */
export async function checkMasterKey(db: Db, keys: Keys): Promise<void> {
  const checkValue = new Uint8Array(createHmac('sha256', keys.master).update('hadir/v1/master-key-check').digest());
  await db.masterKeyCheck.createMany({ data: [{ version: keys.masterVersion, checkValue }], skipDuplicates: true });
  const stored = await db.masterKeyCheck.findUniqueOrThrow({ where: { version: keys.masterVersion } });
  if (stored.checkValue.length === checkValue.length && timingSafeEqual(stored.checkValue, checkValue)) return;
  throw new StartError('The master key is not the one this database was filled with: give that one as MASTER_KEY.');
}

/**
 * The token of the one-time set-up link. It needs no table: it belongs to this key and this database, and the feature
 * that takes it does so only while there is no school.
 */
export async function setUpToken(db: Db, keys: Keys): Promise<string> {
  const [row] = await db.$queryRaw<{ id: bigint }[]>`SELECT system_identifier AS id FROM pg_control_system()`;
  return createHmac('sha256', keys.master).update(`hadir/v1/setup\n${row?.id}`).digest('base64url');
}
