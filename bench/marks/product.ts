import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../apps/api/src/main.ts', import.meta.url));

export type Product = {
  port: number;
  sessionSecret: string;
  /** How to reach its embedded database. */
  database: { host: string; port: number; user: string; database: string };
  /** Processor seconds of the API process so far; NaN where the system does not tell. */
  cpuSeconds(): number;
  stop(): Promise<void>;
};

/**
 * Starts the real API with its embedded PostgreSQL on an empty data folder.
 * @param keep a folder to use as it is and to leave there, in place of one that is removed at the end
 */
export async function startProduct(keep: string | null = null): Promise<Product> {
  const folder = keep ?? mkdtempSync(join(tmpdir(), 'hadir-bench-'));
  mkdirSync(folder, { recursive: true });
  // As root the database runs under another account, which has to get in.
  chmodSync(folder, 0o755);
  const port = await findFreePort();
  const sessionSecret = randomBytes(32).toString('base64');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
    env: {
      ...process.env,
      DATA_DIR: join(folder, 'data'),
      PORT: String(port),
      HOST: '127.0.0.1',
      NODE_ENV: 'production',
      PUBLIC_URL: `http://localhost:${port}`,
      SESSION_SECRET: sessionSecret,
      FLOOD_LIMIT: '100000000',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    if (keep === null) rmSync(folder, { recursive: true, force: true });
  };
  try {
    await isHealthy(port, () => child.exitCode !== null);
  } catch (cause) {
    await stop();
    throw cause;
  }
  const run = join(folder, 'data', 'database', 'run');
  return {
    port,
    sessionSecret,
    database: { host: run, port: 5432, user: 'hadir', database: 'hadir' },
    cpuSeconds: () => cpuSeconds(child.pid ?? 0),
    stop,
  };
}

async function isHealthy(port: number, hasEnded: () => boolean): Promise<void> {
  for (let tries = 0; tries < 300 && !hasEnded(); tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => null);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error('The API did not start.');
}

/** User and system time of `/proc/<pid>/stat`, in its usual hundredths of a second. */
function cpuSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
