import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = path.join(import.meta.dirname, '../..');
/** The first start may have to build the web app. */
const startMs = 240_000;

export interface Product {
  child: ChildProcess;
  pid: number;
  address: string;
  said: { out: string; err: string };
  ended: Promise<number | null>;
}

/** The environment of somebody who has just cloned: nothing of ours, nothing of npm's. */
function cleanEnvironment(extra: Record<string, string>): NodeJS.ProcessEnv {
  const ours =
    /^(npm_|VITEST|NODE_ENV$|NODE_OPTIONS$|DATABASE_URL$|DATABASE_OWNER_URL$|AUDIT_KEY_FILE$|DATA_DIR$|HOST$|PORT$|DEMO$|MASTER_KEY|SESSION_SECRET$)/;
  const rest = Object.entries(process.env).filter(([name]) => !ours.test(name));
  return { ...Object.fromEntries(rest), LOG_LEVEL: 'fatal', ...extra };
}

/** @param how `npm start` as a person types it, or the launcher alone, whose standard error is all ours */
export function launch(how: 'npm' | 'launcher', environment: Record<string, string>): Product {
  const [command, args] = how === 'npm' ? ['npm', ['start']] : [process.execPath, ['scripts/start.mjs']];
  const child = spawn(command, args, {
    cwd: root,
    // A group of its own, as a terminal would give it.
    detached: true,
    env: cleanEnvironment(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, pid: child.pid ?? 0, address: `http://127.0.0.1:${environment.PORT}`, said, ended };
}

export async function waitUntilReady(product: Product): Promise<void> {
  const deadline = Date.now() + startMs;
  while (!product.said.out.includes('Hadir is at')) {
    if (product.child.exitCode !== null || Date.now() > deadline) {
      throw new Error(`It did not start:\n${product.said.out}\n${product.said.err}`);
    }
    await sleep(50);
  }
}

export async function start(how: 'npm' | 'launcher', environment: Record<string, string>): Promise<Product> {
  const product = launch(how, environment);
  await waitUntilReady(product);
  return product;
}

/** Starts something that is expected to end by itself. @returns what it said */
export async function refuse(environment: Record<string, string>): Promise<{ status: number | null; err: string }> {
  const product = launch('launcher', environment);
  const status = await product.ended;
  return { status, err: product.said.err };
}

export async function stop(product: Product): Promise<void> {
  product.child.kill('SIGTERM');
  await product.ended;
}

/** A folder that the database's account can reach too. */
export function makeFolder(): { path: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'hadir-faults-'));
  chmodSync(folder, 0o755);
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function findFreePort(): Promise<string> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(String(address.port)) : reject(new Error('no port')),
      );
    });
  });
}
