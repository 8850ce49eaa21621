import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { get as getSecure } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { endProcess, findFreePort } from './child-process.ts';

export type SignIn = { role: string; email: string; password: string };

/** The product as `npm start` runs it: production build, own database in a folder of its own, a free port. */
export type Product = {
  address: string;
  port: number;
  dataFolder: string;
  /** What the first start printed for the demonstration school. */
  signIns: readonly SignIn[];
  /** Everything it has said so far. */
  said: readonly string[];
  /** Ends the whole tree; the data stay. */
  stop(): Promise<void>;
  /** Starts again on the same port and data. */
  start(): Promise<void>;
  /** Stops and deletes the data. */
  remove(): Promise<void>;
};

/** A first start may have to build the PWA. */
const START_MS = 240_000;
const launcher = fileURLToPath(new URL('../scripts/start.mjs', import.meta.url));

/** @param environment beyond the data folder and the port; where it names the port, made of it */
export async function startProduct(
  environment: NodeJS.ProcessEnv | ((port: number) => NodeJS.ProcessEnv) = {},
): Promise<Product> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'hadir-e2e-data-'));
  // As root the database runs under another account, which has to get in.
  await chmod(dataFolder, 0o755);
  const port = await findFreePort();
  const said: string[] = [];
  const given = typeof environment === 'function' ? environment(port) : environment;
  const settings: NodeJS.ProcessEnv = {
    ...given,
    DATA_DIR: dataFolder,
    PORT: String(port),
    HOST: '127.0.0.1',
    LOG_LEVEL: 'warn',
  };
  let running = await launch(settings, port, said);
  const end = () => running.kill('SIGKILL');
  process.once('exit', end);
  return {
    // As the start prints it: links are made of it.
    address: `${settings.LAN ? 'https' : 'http'}://localhost:${port}`,
    port,
    dataFolder,
    signIns: said.flatMap(readSignIn),
    said,
    stop: () => endProcess(running),
    async start() {
      running = await launch(settings, port, said);
    },
    async remove() {
      await endProcess(running);
      process.off('exit', end);
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

async function launch(settings: NodeJS.ProcessEnv, port: number, said: string[]): Promise<ChildProcess> {
  const { NODE_ENV: _, DATABASE_URL: __, ...environment } = process.env;
  const child = spawn(process.execPath, [launcher], {
    env: { ...environment, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const before = said.length;
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => said.push(line));
  }
  const deadline = Date.now() + START_MS;
  // Everything is printed in one go, once it answers.
  while (
    !said.some((line, at) => at >= before && line.startsWith('Hadir is at')) ||
    !(await isHealthy(port, settings.LAN === '1'))
  ) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`The product did not start:\n${said.join('\n')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return child;
}

function readSignIn(line: string): SignIn[] {
  const [, role, email, password] = /^(admin|teacher|student) (\S+@\S+) (\S+)$/.exec(line.trim()) ?? [];
  return role && email && password ? [{ role, email, password }] : [];
}

async function isHealthy(port: number, isSecure: boolean): Promise<boolean> {
  if (isSecure) return await isSecurelyHealthy(port);
  try {
    return (await fetch(`http://127.0.0.1:${port}/health`)).ok;
  } catch {
    return false;
  }
}

/** Nobody trusts a new authority yet; whether it can be trusted is a journey of its own. */
function isSecurelyHealthy(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = getSecure(`https://127.0.0.1:${port}/health`, { rejectUnauthorized: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    request.on('error', () => resolve(false));
  });
}
