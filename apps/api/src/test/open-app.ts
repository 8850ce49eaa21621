import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type AppOptions, createApp } from '#app.ts';
import type { Context } from '#http/context.ts';
import { fixedKeyRing } from '#start/key-ring.ts';
import { makeVaultFile, openVaultFile, vaultFileIn } from '#start/vault-file.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';

export type TestApp = {
  server: Server;
  url: string;
  context: Context;
  options: AppOptions;
  database: TestDatabase;
  /** The file of `context.vault`. */
  vaultFile: string;
  /** What was mailed. */
  letters: { to: string; subject: string; text: string }[];
  /** Moves the clock that use cases read; the database's and the limits' stay. */
  setNow(now: Date | null): void;
  close(): Promise<void>;
};

/** The real app on a database of its own. Once a file, in `beforeAll`; `close()` it in `afterAll`. */
export async function openTestApp(
  change: { context?: Partial<Context>; options?: Partial<AppOptions> } = {},
): Promise<TestApp> {
  const database = await openTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'hadir-vault-'));
  makeVaultFile(vaultFileIn(folder));
  const vault = openVaultFile(vaultFileIn(folder));
  const masterKey = { version: 1, key: Buffer.alloc(32, 7) };
  const letters: TestApp['letters'] = [];
  let fixed: Date | null = null;
  const context: Context = {
    db: database.db,
    pool: database.pool,
    log: pino({ level: process.env.LOG_LEVEL ?? 'fatal' }),
    masterKey,
    keys: fixedKeyRing(masterKey),
    vault,
    mail: { send: async (letter) => void letters.push(letter) },
    publicUrl: 'http://localhost:3000',
    setUpToken: null,
    now: () => fixed ?? new Date(),
    ...change.context,
  };
  const options: AppOptions = {
    sessionSecret: 'a secret of the tests that is long enough',
    isProduction: false,
    trustProxy: 0,
    origins: ['http://localhost:3000'],
    floodLimit: 1_000_000,
    webFolder: join(tmpdir(), 'hadir-no-web'),
    modelFolder: join(tmpdir(), 'hadir-no-models'),
    ...change.options,
  };
  const server = createServer(createApp(context, options));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    server,
    url: `http://127.0.0.1:${port(server)}`,
    context,
    options,
    database,
    letters,
    vaultFile: vaultFileIn(folder),
    setNow(now) {
      fixed = now;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await database.close();
      vault.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function port(server: Server): number {
  // Proven border: a server that listens on TCP has an AddressInfo.
  return (server.address() as AddressInfo).port;
}
