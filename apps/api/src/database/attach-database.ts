import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import type { Env } from '#env.ts';
import { StartError } from '#start-error.ts';
import { embeddedApiRole } from './api-role.ts';
import type { DataFolder } from './data-folder.ts';
import type { DatabaseAccount } from './database-account.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { isAlive, passwordFile } from './make-cluster.ts';
import { givenRoles } from './open-database.ts';

interface AttachedDatabase {
  client: pg.Client;
  /** how the client came there, for more connections */
  connection: pg.PoolConfig;
  /** the role the API signs in as */
  apiRole: string;
  /** ends what attaching began; the product's own server goes on */
  close(): Promise<void>;
}

/**
 * Connects as the owner to the database the product uses, whether the product runs or not. Changes nothing.
 * @throws StartError where there is none, or it cannot be reached
 */
export async function attachDatabase(
  env: Env,
  folder: DataFolder,
  account: DatabaseAccount | null,
): Promise<AttachedDatabase> {
  if (env.DATABASE_URL) {
    const { owner, api, apiRole } = givenRoles(env);
    const client = await connect(owner);
    return { client, connection: owner, apiRole: apiRole?.name ?? (await roleOf(api)), close: () => client.end() };
  }
  if (!existsSync(folder.cluster)) throw new StartError(`There is no database in ${folder.path}.`);
  const running = await connectToRunning(folder);
  if (running) return { ...running, apiRole: embeddedApiRole, close: () => running.client.end() };
  const embedded = await startEmbeddedPostgres(folder, account);
  try {
    const client = await connect(embedded.connection);
    return {
      client,
      connection: embedded.connection,
      apiRole: embeddedApiRole,
      async close() {
        await client.end();
        await embedded.stop();
      },
    };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

/** Null where no server runs; the file of one that was killed may name a process that is another's by now. */
async function connectToRunning(folder: DataFolder): Promise<Pick<AttachedDatabase, 'client' | 'connection'> | null> {
  const connection = findRunning(folder);
  const client = connection && (await connect(connection).catch(() => null));
  return client && { client, connection };
}

/** How the server that another process has started is reached; null where none runs. */
function findRunning(folder: DataFolder): pg.PoolConfig | null {
  const file = path.join(folder.cluster, 'postmaster.pid');
  if (!existsSync(file)) return null;
  // First line: process id; fourth: port; eighth: state.
  const lines = readFileSync(file, 'utf8').split('\n');
  if (!isAlive(Number(lines[0])) || lines[7]?.trim() !== 'ready') return null;
  const login = { user: 'hadir', database: 'hadir' };
  if (process.platform !== 'win32') return { ...login, host: folder.run, port: 5432 };
  const password = readFileSync(passwordFile(folder), 'utf8');
  return { ...login, host: '127.0.0.1', port: Number(lines[3]), password };
}

async function connect(config: pg.PoolConfig): Promise<pg.Client> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch (cause) {
    throw new StartError(`The database cannot be reached: ${cause instanceof Error ? cause.message : cause}.`, {
      cause,
    });
  }
}

async function roleOf(config: pg.PoolConfig): Promise<string> {
  const client = await connect(config);
  try {
    const { rows } = await client.query<{ role: string }>('SELECT current_user AS role');
    return rows[0]?.role ?? '';
  } finally {
    await client.end();
  }
}
