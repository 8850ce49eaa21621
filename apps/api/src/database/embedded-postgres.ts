import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { StartError } from '#start-error.ts';
import type { DataFolder } from './data-folder.ts';
import type { DatabaseAccount } from './database-account.ts';
import type { GuardOrder } from './guard.ts';
import { isAlive, makeCluster } from './make-cluster.ts';
import { preparePostgresBinaries } from './postgres-binaries.ts';
import { findAddress } from './server-address.ts';

export interface EmbeddedPostgres {
  connection: pg.PoolConfig;
  guardPid: number;
  serverPid: number;
  /** Settles when the server is gone, wanted or not, with what the log says when it was not. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

/** Settings of a server whose rows do not matter; tests use them, the product never does. */
export const withoutDurability = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** A former owner that was killed needs this long at most to let go of the folder. */
const patienceMs = 5000;

/**
 * Starts the one server of a data folder. It ends when we end, however that happens.
 * @throws StartError when the folder is in use, full or broken
 */
export async function startEmbeddedPostgres(
  folder: DataFolder,
  account: DatabaseAccount | null,
  settings: string[] = [],
): Promise<EmbeddedPostgres> {
  // In our own folder: the database's account must not be able to put a link in its place.
  const ownerFile = path.join(folder.path, 'owner.pid');
  refuseLivingOwner(ownerFile, folder);
  const binaries = await preparePostgresBinaries(folder.path, account);
  await makeCluster(folder, binaries.initdb, account);
  const { connection, args } = await findAddress(folder);
  // Terse: the detail of a taken e-mail would put it into the log.
  const own = ['restart_after_crash=off', 'log_checkpoints=off', 'log_error_verbosity=terse', 'timezone=UTC'];
  const all = [...args, ...own, ...settings];
  const order: GuardOrder = {
    postgres: binaries.postgres,
    args: ['-D', folder.cluster, ...all.flatMap((setting) => ['-c', setting])],
    cluster: folder.cluster,
    log: folder.log,
    uid: account?.uid ?? null,
    gid: account?.gid ?? null,
  };
  const started = await startGuardPatiently(order, folder);
  writeFileSync(ownerFile, `${process.pid}\n`);
  const { guard, serverPid, logStart } = started;
  let isWanted = false;
  const ended = new Promise<string>((resolve) => {
    guard.once('exit', async () => {
      await endServer(serverPid);
      if (isWanted) rmSync(ownerFile, { force: true });
      resolve(isWanted ? 'The database was stopped.' : explainEnd(folder, logStart));
    });
  });
  await orReasonOfEnd(makeDatabase(connection), ended);
  return {
    connection,
    guardPid: guard.pid ?? 0,
    serverPid,
    ended,
    async stop() {
      isWanted = true;
      guard.stdin.end();
      await ended;
    },
  };
}

/**
 * Waits for work on the server; where the server has died under it, its reason is thrown instead of the client's.
 * @throws StartError in that case, else whatever the work threw
 */
export async function orReasonOfEnd<T>(work: Promise<T>, ended: Promise<string>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const reason = await Promise.race([ended, sleep(1000, null)]);
    throw reason === null ? error : new StartError(reason, { cause: error });
  }
}

function refuseLivingOwner(ownerFile: string, folder: DataFolder): void {
  const owner = readPid(ownerFile);
  const server = readPid(path.join(folder.cluster, 'postmaster.pid'));
  if (owner !== process.pid && isAlive(owner) && isAlive(server)) throw inUse(folder, owner);
}

/** The number on the first line, or 0, which no process has. */
function readPid(file: string): number {
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) || 0 : 0;
}

function inUse(folder: DataFolder, pid: number): StartError {
  return new StartError(
    `The data folder ${folder.path} is in use by process ${pid}: stop that one, or choose another DATA_DIR.`,
  );
}

async function startGuardPatiently(order: GuardOrder, folder: DataFolder) {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const logStart = existsSync(folder.log) ? statSync(folder.log).size : 0;
    const started = await startGuard(order);
    if (started) return { ...started, logStart };
    const complaint = readLog(folder, logStart);
    const isHeld = /lock file "postmaster\.pid" already exists|pre-existing shared memory block/.test(complaint);
    if (!isHeld) throw new StartError(explainEnd(folder, logStart));
    if (Date.now() > deadline) throw inUse(folder, Number(/PID (\d+)/.exec(complaint)?.[1] ?? 0));
    await sleep(100);
  }
}

async function startGuard(order: GuardOrder) {
  const script = fileURLToPath(new URL('./guard.ts', import.meta.url));
  const guard = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, JSON.stringify(order)], {
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  guard.stdin.on('error', () => {});
  const first = await createInterface({ input: guard.stdout })[Symbol.asyncIterator]().next();
  if (first.done) return null;
  const line = JSON.parse(first.value) as { kind: 'ready' | 'failed'; pid: number | null };
  return line.pid === null ? null : { guard, serverPid: line.pid };
}

/** The guard has gone; when it was killed the server is still there and only we know of it. */
async function endServer(pid: number): Promise<void> {
  for (const [signal, ms] of [
    ['SIGINT', 2000],
    ['SIGQUIT', 1000],
    ['SIGKILL', 1000],
  ] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    const deadline = Date.now() + ms;
    while (isAlive(pid) && Date.now() < deadline) await sleep(20);
  }
}

function readLog(folder: DataFolder, from: number): string {
  return existsSync(folder.log) ? readFileSync(folder.log).subarray(from).toString('utf8') : '';
}

function explainEnd(folder: DataFolder, logStart: number): string {
  const text = readLog(folder, logStart);
  if (text.includes('No space left on device')) return `The disk is full: the database in ${folder.path} cannot write.`;
  // An ERROR is one statement's, such as a taken e-mail, and ends nothing.
  const lines = text.split('\n').filter((line) => /FATAL|PANIC|was terminated/.test(line));
  const reason = lines.at(-1)?.replace(/^.*?(FATAL|PANIC|LOG): +/, '') ?? 'its process was ended from outside';
  return `The database in ${folder.path} stopped: ${reason} (see ${folder.log}).`;
}

async function makeDatabase(connection: pg.PoolConfig): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [connection.database]);
    if (!rowCount) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(String(connection.database))}`);
  } finally {
    await client.end();
  }
}
