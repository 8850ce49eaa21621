import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '#error-code.ts';
import { StartError } from '#start-error.ts';
import type { DataFolder } from './data-folder.ts';
import type { DatabaseAccount } from './database-account.ts';

const usesPassword = process.platform === 'win32';

/** Windows has no unix socket, so the server there listens on 127.0.0.1 and asks for this password. */
export function passwordFile(folder: DataFolder): string {
  return path.join(folder.keys, 'database.password');
}

/**
 * Makes the cluster where there is none, beside its place and renamed, so that a half-made one is never opened.
 * When two processes make one at the same time, the first rename wins.
 * @throws StartError
 */
export async function makeCluster(folder: DataFolder, initdb: string, account: DatabaseAccount | null): Promise<void> {
  await removeAbandoned(folder);
  if (existsSync(folder.cluster)) return;
  const unfinished = `${folder.cluster}.new-${process.pid}`;
  const options = [
    '--username=hadir',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ];
  if (usesPassword) {
    await writeFile(passwordFile(folder), randomBytes(24).toString('base64url'), { mode: 0o600 });
    options.push('--auth=scram-sha-256', `--pwfile=${passwordFile(folder)}`);
  } else {
    options.push('--auth=trust');
  }
  try {
    await runInitdb(initdb, [...options, '--data-checksums', `--pgdata=${unfinished}`], account, folder);
    await chmod(unfinished, 0o700);
    await rename(unfinished, folder.cluster);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    const lostTheRace = errorCode(error) === 'ENOTEMPTY' || errorCode(error) === 'EEXIST';
    if (!lostTheRace) throw error;
  }
}

async function runInitdb(
  initdb: string,
  args: string[],
  account: DatabaseAccount | null,
  folder: DataFolder,
): Promise<void> {
  const child = spawn(initdb, args, {
    cwd: path.dirname(folder.cluster),
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(account && { uid: account.uid, gid: account.gid }),
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  if (status === 0) return;
  if (complaint.includes('No space left on device')) {
    throw new StartError(`The disk is full: no room for a database in ${folder.path}.`);
  }
  const reason = complaint.split('\n').find((line) => /error|fatal/i.test(line)) ?? `status ${status}`;
  throw new StartError(`The database could not be made in ${folder.path}: ${reason.trim()}`);
}

/** What a killed start left behind: `<cluster>.new-<process id>` of a process that is gone. */
async function removeAbandoned(folder: DataFolder): Promise<void> {
  const prefix = `${path.basename(folder.cluster)}.new-`;
  for (const name of readdirSync(path.dirname(folder.cluster))) {
    if (!name.startsWith(prefix) || isAlive(Number(name.slice(prefix.length)))) continue;
    await rm(path.join(path.dirname(folder.cluster), name), { recursive: true, force: true });
  }
}

export function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
