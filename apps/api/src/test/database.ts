/** One PostgreSQL for a test run, and a database of its own, made from a migrated template, for each test file. */
import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { embeddedApiRole, grantApiRole, makeApiRole } from '#database/api-role.ts';
import { applyMigrations } from '#database/apply-migrations.ts';
import { openDataFolder } from '#database/data-folder.ts';
import { findDatabaseAccount } from '#database/database-account.ts';
import { startEmbeddedPostgres, withoutDurability } from '#database/embedded-postgres.ts';
import { isAlive } from '#database/make-cluster.ts';
import { createDb, type OpenDb } from '#db.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    database: { host: string; port: number; user: string; password: string | null };
  }
}

const template = 'hadir';
const prefix = 'hadir-test-';

/** Vitest's global set-up. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  removeAbandoned();
  const account = findDatabaseAccount();
  const folder = openDataFolder(
    path.join(os.tmpdir(), `${prefix}${process.pid}-${randomUUID().slice(0, 8)}`),
    '/',
    account,
  );
  const server = await startEmbeddedPostgres(folder, account, [...withoutDurability, 'max_connections=300']);
  const client = new pg.Client(server.connection);
  await client.connect();
  const { host, port, user, password } = server.connection;
  await applyMigrations(client);
  await makeApiRole(client, embeddedApiRole, typeof password === 'string' ? password : null);
  await grantApiRole(client, embeddedApiRole);
  await client.end();
  project.provide('database', {
    host: host ?? '',
    port: port ?? 5432,
    user: user ?? '',
    password: typeof password === 'string' ? password : null,
  });
  return async () => {
    await server.stop();
    rmSync(folder.path, { recursive: true, force: true });
  };
}

function removeAbandoned(): void {
  for (const name of readdirSync(os.tmpdir())) {
    const isOurs = name.startsWith(prefix) && !isAlive(Number(name.slice(prefix.length).split('-')[0]));
    if (isOurs) rmSync(path.join(os.tmpdir(), name), { recursive: true, force: true });
  }
}

export interface TestDatabase extends OpenDb {
  /** as the owner, who may alter tables and everything in them */
  connection: pg.PoolConfig;
  /** as the API's own role, as are `db` and `pool` */
  apiConnection: pg.PoolConfig;
  /** Empties every table; quicker than a new database, for use between two tests. */
  clear(): Promise<void>;
}

/** A fresh migrated database. Call it once a file, in `beforeAll`, and `close()` it in `afterAll`. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const { password, ...server } = inject('database');
  const address: pg.PoolConfig = { ...server, ...(password !== null && { password }) };
  const maintenance: pg.PoolConfig = { ...address, database: 'postgres' };
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asOwner(maintenance, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const connection: pg.PoolConfig = { ...address, database: name };
  const apiConnection: pg.PoolConfig = { ...connection, user: embeddedApiRole };
  const open = createDb({ ...apiConnection, max: 20 });
  return {
    ...open,
    connection,
    apiConnection,
    async clear() {
      const { rows } = await open.pool.query<{ names: string }>(
        `SELECT string_agg(format('%I', tablename), ', ') AS names FROM pg_tables
         WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
      );
      await asOwner(connection, `TRUNCATE ${rows[0]?.names} CASCADE`);
    },
    async close() {
      await open.close();
      await asOwner(maintenance, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** Runs one statement as the owner. */
export async function asOwner(connection: pg.PoolConfig, statement: string): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
