/** One PostgreSQL for a test run, and a database of its own, made from a migrated template, for each test file. */
import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
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
  await applyMigrations(client);
  await client.end();
  const { host, port, user, password } = server.connection;
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
  connection: pg.PoolConfig;
  /** Empties every table; quicker than a new database, for use between two tests. */
  clear(): Promise<void>;
}

/** A fresh migrated database. Call it once a file, in `beforeAll`, and `close()` it in `afterAll`. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const { password, ...server } = inject('database');
  const address: pg.PoolConfig = { ...server, ...(password !== null && { password }) };
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(address, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const connection: pg.PoolConfig = { ...address, database: name };
  const open = createDb({ ...connection, max: 20 });
  return {
    ...open,
    connection,
    async clear() {
      const { rows } = await open.pool.query<{ names: string }>(
        `SELECT string_agg(format('%I', tablename), ', ') AS names FROM pg_tables
         WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
      );
      await open.pool.query(`TRUNCATE ${rows[0]?.names} CASCADE`);
    },
    async close() {
      await open.close();
      await onServer(address, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function onServer(address: pg.PoolConfig, statement: string): Promise<void> {
  const client = new pg.Client({ ...address, database: 'postgres' });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
