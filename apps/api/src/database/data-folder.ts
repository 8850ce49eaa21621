import { createHash } from 'node:crypto';
import { accessSync, chmodSync, chownSync, constants, lstatSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { errorCode } from '#error-code.ts';
import { StartError } from '#start-error.ts';
import { canReach, type DatabaseAccount } from './database-account.ts';

/** Everything the product keeps on this machine. Absolute paths. */
export interface DataFolder {
  path: string;
  /** the PostgreSQL cluster and its socket; owned by the database's account */
  cluster: string;
  run: string;
  /** master key, session key, demonstration passwords; ours alone */
  keys: string;
  /** signed checkpoints of the audit log; made by the first of them */
  audit: string;
  log: string;
}

// sockaddr_un takes 108 bytes with its final zero on Linux, 104 on macOS; the name is /.s.PGSQL.5432.
const longestSocketFolder = 103 - '/.s.PGSQL.5432'.length;

/**
 * @param chosen DATA_DIR as given, or null for the default below `root`
 * @throws StartError where the database's account cannot reach a folder somebody chose
 */
export function openDataFolder(chosen: string | null, root: string, account: DatabaseAccount | null): DataFolder {
  const wanted = path.resolve(root, chosen ?? '.data');
  makeFolder(wanted, 0o755);
  if (canReach(account, wanted)) return layOut(wanted, account);
  if (chosen !== null) {
    throw new StartError(
      `The database's account "${account?.name}" cannot reach DATA_DIR ${wanted}: choose a folder outside of it.`,
    );
  }
  const clone = createHash('sha256').update(root).digest('hex').slice(0, 12);
  const fallback = path.join('/var/lib/hadir', clone);
  makeFolder(fallback, 0o755);
  return layOut(fallback, account);
}

function layOut(folder: string, account: DatabaseAccount | null): DataFolder {
  const database = path.join(folder, 'database');
  const run = socketFolder(database);
  const keys = path.join(folder, 'keys');
  for (const inner of [database, run, keys]) makeFolder(inner, 0o700);
  // Only these two: an account that owned the data folder itself could put another `keys` in its place.
  if (account) for (const inner of [database, run]) chownSync(inner, account.uid, account.gid);
  return {
    path: folder,
    cluster: path.join(database, 'cluster'),
    run,
    keys,
    audit: path.join(folder, 'audit'),
    log: path.join(folder, 'postgres.log'),
  };
}

function socketFolder(folder: string): string {
  const beside = path.join(folder, 'run');
  if (Buffer.byteLength(beside) <= longestSocketFolder) return beside;
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  return path.join(os.tmpdir(), `hadir-${name}`);
}

function makeFolder(folder: string, mode: number): void {
  try {
    const isNew = mkdirSync(folder, { recursive: true }) !== undefined;
    if (lstatSync(folder).isSymbolicLink() && mode === 0o700) throw new StartError(`${folder} must not be a link.`);
    // Said again because of the umask; a folder somebody made beforehand keeps its mode unless it holds secrets.
    if (isNew || mode === 0o700) chmodSync(folder, mode);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(describeDiskError(error, folder), { cause: error });
  }
}

/** One line for what a file system refused. */
export function describeDiskError(error: unknown, where: string): string {
  const code = errorCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return `The disk is full: nothing more can be written to ${where}.`;
  if (code === 'EACCES' || code === 'EPERM') return `This account may not write to ${where}.`;
  if (code === 'EROFS') return `${where} is on a read-only disk.`;
  if (code === 'ENOTDIR' || code === 'EEXIST') return `${where} is not a folder.`;
  return `${where} cannot be used (${code ?? String(error)}).`;
}
