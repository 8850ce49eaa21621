/**
 * The process between the API and PostgreSQL. Its standard input is a pipe whose other end only the API holds: when
 * that ends, however the API died, the server is asked for a fast shutdown. It runs in a process group of its own, so
 * a terminal's Ctrl-C does not reach the server before the API has answered what it accepted.
 *
 * Standard output: one JSON line, `{kind: "ready", pid}` or `{kind: "failed", pid: null}`.
 */
import { spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** The guard's only argument, as JSON. */
export interface GuardOrder {
  postgres: string;
  args: string[];
  cluster: string;
  log: string;
  uid: number | null;
  gid: number | null;
}

/** Time for the checkpoint of a fast shutdown; after it the server is told to stop without one (WAL keeps every row). */
const fastShutdownMs = 2500;
const longestLog = 5_000_000;
const order = JSON.parse(process.argv[2] ?? '') as GuardOrder;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
// Nobody may be left to read our line.
process.stdout.on('error', () => {});

const log = openLog();
const server = spawn(order.postgres, order.args, {
  cwd: path.dirname(order.cluster),
  env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC', PGDATA: order.cluster },
  stdio: ['ignore', log, log],
  ...(order.uid !== null && { uid: order.uid }),
  ...(order.gid !== null && { gid: order.gid }),
});
let isReady = false;
server.on('error', () => process.exit(report({ kind: 'failed', pid: null })));
server.on('exit', (status) => {
  if (!isReady) report({ kind: 'failed', pid: null });
  process.exit(status ?? 1);
});

process.stdin.on('end', stop).on('error', stop).resume();
const poll = setInterval(() => {
  if (!isServerReady()) return;
  clearInterval(poll);
  isReady = true;
  report({ kind: 'ready', pid: server.pid ?? null });
}, 10);

/** A full disk may refuse even this; the server then says nothing, which is better than not stopping it in order. */
function openLog(): number | 'ignore' {
  try {
    const isLong = existsSync(order.log) && statSync(order.log).size > longestLog;
    return openSync(order.log, isLong ? 'w' : 'a', 0o600);
  } catch {
    return 'ignore';
  }
}

/** The eighth line of postmaster.pid is what pg_ctl waits for; the first tells whose file it is. */
function isServerReady(): boolean {
  try {
    const lines = readFileSync(path.join(order.cluster, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === server.pid && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

function report(line: { kind: 'ready' | 'failed'; pid: number | null }): number {
  process.stdout.write(`${JSON.stringify(line)}\n`);
  return 1;
}

function stop(): void {
  server.kill('SIGINT');
  setTimeout(() => server.kill('SIGQUIT'), fastShutdownMs).unref();
  setTimeout(() => server.kill('SIGKILL'), fastShutdownMs + 1000).unref();
}
