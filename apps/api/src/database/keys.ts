import { createHmac, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Db } from '#db.ts';
import type { Env } from '#env.ts';
import { StartError } from '#start-error.ts';
import { describeDiskError } from './data-folder.ts';

export interface Keys {
  /** 32 bytes; wraps every school's key, see `docs` on templates at rest */
  master: Buffer;
  /** the earlier one, while a rotation goes on */
  previousMaster: Buffer | null;
  /** signs the web sessions' cookies */
  sessionSecret: string;
  /** true when the master key lies beside the data it protects */
  isMasterBesideData: boolean;
}

const howToMake = 'make one with: node -e "console.log(crypto.randomBytes(32).toString(\'base64\'))"';

const masterFileIn = (folder: string) => path.join(folder, 'master.key');
const previousFileIn = (folder: string) => path.join(folder, 'master.key.previous');

/**
 * Keys given from outside, else kept in `folder` (0700) and made there on the first start.
 * @throws StartError when a given key is not usable, or one has to be given
 */
export function openKeys(env: Env, folder: string): Keys {
  const { MASTER_KEY, MASTER_KEY_FILE, MASTER_KEY_PREVIOUS, MASTER_KEY_PREVIOUS_FILE } = env;
  const given = readGivenKey('MASTER_KEY', MASTER_KEY, MASTER_KEY_FILE);
  if (!given && env.isProduction && env.DATABASE_URL) {
    throw new StartError(`In production with DATABASE_URL a MASTER_KEY or MASTER_KEY_FILE is required; ${howToMake}`);
  }
  const master = given ?? decodeKey(keepSecret(masterFileIn(folder)), masterFileIn(folder));
  // Read after it: a rotation keeps the old key before the new one takes its place.
  const kept = !given && existsSync(previousFileIn(folder)) ? readKeyFile(previousFileIn(folder)) : null;
  const previousMaster = readGivenKey('MASTER_KEY_PREVIOUS', MASTER_KEY_PREVIOUS, MASTER_KEY_PREVIOUS_FILE) ?? kept;
  return {
    master,
    previousMaster: previousMaster?.equals(master) ? null : previousMaster,
    sessionSecret: env.SESSION_SECRET ?? keepSecret(path.join(folder, 'session.key')),
    isMasterBesideData: given === null,
  };
}

/**
 * Puts a new master key into `folder` and keeps the one that was there until everything is sealed with the new one.
 * @throws StartError where there is none, or an earlier rotation has not ended
 */
export function renewMasterKey(folder: string): void {
  const [file, previous] = [masterFileIn(folder), previousFileIn(folder)];
  if (!existsSync(file)) throw new StartError(`There is no master key in ${folder}: the first start makes it.`);
  try {
    linkSync(file, previous);
  } catch (cause) {
    if (!existsSync(previous)) throw new StartError(describeDiskError(cause, folder), { cause });
    if (!readKeyFile(previous).equals(readKeyFile(file))) {
      throw new StartError('The last rotation has not ended yet: start the product and wait until it says so.');
    }
  }
  writeSecret(file, randomBytes(32).toString('base64'));
}

/** The earlier key was kept in `folder` until now; nothing is sealed with it any more. */
export function dropPreviousKey(folder: string): void {
  rmSync(previousFileIn(folder), { force: true });
}

function readGivenKey(name: string, key: string | null, file: string | null): Buffer | null {
  if (key) return decodeKey(key, name);
  return file ? readKeyFile(file, `${name}_FILE`) : null;
}

function readKeyFile(file: string, name = file): Buffer {
  try {
    return decodeKey(readFileSync(file, 'utf8'), name);
  } catch (cause) {
    if (cause instanceof StartError) throw cause;
    throw new StartError(`${name === file ? file : `${name} ${file}`} cannot be read.`, { cause });
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
export function keepSecret(file: string, make = () => randomBytes(32).toString('base64')): string {
  if (!existsSync(file)) {
    const unfinished = writeUnfinished(file, `${make()}\n`);
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
  renameSync(writeUnfinished(file, `${text}\n`), file);
}

/** On the disk in full under a name of its own, to be put in place by its caller. */
export function writeUnfinished(file: string, content: string | Buffer): string {
  const unfinished = `${file}.new-${process.pid}`;
  const handle = openSync(unfinished, 'w', 0o600);
  try {
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return unfinished;
}

/**
 * The token of the one-time set-up link. It needs no table: it belongs to this key and this database, and the feature
 * that takes it does so only while there is no school.
 */
export async function setUpToken(db: Db, keys: Keys): Promise<string> {
  const [row] = await db.$queryRaw<{ id: bigint }[]>`SELECT system_identifier AS id FROM pg_control_system()`;
  return createHmac('sha256', keys.master).update(`hadir/v1/setup\n${row?.id}`).digest('base64url');
}
