import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { StartError } from '#start-error.ts';

/** The unprivileged account PostgreSQL runs as when we are root; PostgreSQL itself refuses to run as root. */
export interface DatabaseAccount {
  name: string;
  uid: number;
  gid: number;
}

/** The account to use, or null where the server simply runs as ourselves. */
export function findDatabaseAccount(): DatabaseAccount | null {
  if (process.getuid?.() !== 0) return null;
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n').map(parseAccount);
  for (const name of ['postgres', 'nobody']) {
    const account = accounts.find((candidate) => candidate?.name === name);
    if (account) return account;
  }
  throw new StartError(
    'PostgreSQL cannot run as root and neither account "postgres" nor "nobody" exists: start as another user.',
  );
}

function parseAccount(line: string): DatabaseAccount | null {
  const [name, , uid, gid] = line.split(':');
  if (!name || uid === undefined || gid === undefined) return null;
  return { name, uid: Number(uid), gid: Number(gid) };
}

/** Tried rather than computed: access lists and mount options count too. */
export function canReach(account: DatabaseAccount | null, folder: string): boolean {
  if (!account) return true;
  const attempt = spawnSync('/bin/sh', ['-c', 'cd -- "$0"', folder], {
    cwd: '/',
    stdio: 'ignore',
    uid: account.uid,
    gid: account.gid,
  });
  return attempt.status === 0;
}
