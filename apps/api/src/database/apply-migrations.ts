import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { lockNumbers } from '#lock-numbers.ts';
import { StartError } from '#start-error.ts';

interface Migration {
  name: string;
  script: string;
  checksum: string;
}

interface AppliedMigration {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

export const migrationsFolder = path.join(import.meta.dirname, '../../../../prisma/migrations');

// The lock, the table and the checksums are Prisma's own, so `prisma migrate status` and `deploy` agree with us.
const lock = lockNumbers.migrations;
const makeTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/**
 * Brings the database to this build's schema.
 * @returns the names that were applied now
 * @throws StartError when the database is newer, or a migration was edited or has failed
 */
export async function applyMigrations(client: pg.ClientBase, folder = migrationsFolder): Promise<string[]> {
  await client.query('SELECT pg_advisory_lock($1)', [lock]);
  try {
    await client.query(makeTable);
    const { rows } = await client.query<AppliedMigration>(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at',
    );
    const known = readMigrations(folder);
    for (const row of rows) compareApplied(row, known);
    const missing = known.filter(({ name }) => !rows.some((row) => row.migration_name === name));
    for (const migration of missing) await applyOne(client, migration);
    return missing.map(({ name }) => name);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [lock]);
  }
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => existsSync(path.join(folder, name, 'migration.sql')))
    .sort()
    .map((name) => {
      const script = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, script, checksum: createHash('sha256').update(script).digest('hex') };
    });
}

function compareApplied(row: AppliedMigration, known: Migration[]): void {
  const name = row.migration_name;
  const ours = known.find((migration) => migration.name === name);
  if (!row.finished_at) {
    throw new StartError(
      `Migration ${name} has failed before: repair the database, then "npx prisma migrate resolve".`,
    );
  }
  if (!ours)
    throw new StartError(`The database is newer than this build: it knows migration ${name}. Update the build.`);
  if (ours.checksum !== row.checksum) {
    throw new StartError(`Migration ${name} was edited after it was applied: restore the file.`);
  }
}

async function applyOne(client: pg.ClientBase, { name, script, checksum }: Migration): Promise<void> {
  const id = randomUUID();
  const begin = 'INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)';
  await client.query(begin, [id, checksum, name]);
  try {
    // Without parameters the whole script goes in one message, and so in one transaction.
    await client.query(script);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    await client.query('UPDATE _prisma_migrations SET logs = $2 WHERE id = $1', [id, message]);
    throw new StartError(`Migration ${name} failed: ${message}.`, { cause });
  }
  const end = 'UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = $1';
  await client.query(end, [id]);
}
