import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readEnv } from '#env.ts';
import { findApiRolePowers } from '#features/audit/api-role-powers.ts';
import { asOwner, openTestDatabase, type TestDatabase } from '#test/database.ts';
import type { DataFolder } from './data-folder.ts';
import { openDatabase } from './open-database.ts';

let test: TestDatabase;
const made = `given_${randomUUID().replaceAll('-', '')}`;
// Never used where DATABASE_URL is given.
const folder = { path: '', cluster: '', run: '', keys: '', audit: '', log: '' } satisfies DataFolder;

beforeAll(async () => {
  test = await openTestDatabase();
  await asOwner(test.connection, `CREATE DATABASE ${made}`);
});
afterAll(async () => {
  await asOwner(test.connection, `DROP DATABASE ${made} WITH (FORCE)`);
  await asOwner(test.connection, `DROP ROLE IF EXISTS ${made}`);
  await test.close();
});

function url(role: string): string {
  const { host, port } = test.connection;
  return `postgresql://${role}@localhost:${port}/${made}?host=${encodeURIComponent(host ?? '')}`;
}

async function powersOf(role: string): Promise<string[]> {
  const client = new pg.Client(url('hadir'));
  await client.connect();
  return findApiRolePowers(client, role).finally(() => client.end());
}

it('two addresses: the owner migrates, makes the role of the other and leaves it what it needs', async () => {
  const env = readEnv({ DATABASE_URL: url(`${made}:a%20secret`), DATABASE_OWNER_URL: url('hadir') });
  const opened = await openDatabase(env, folder, null);
  expect(opened.embedded).toBeNull();
  const api = new pg.Client(opened.connection);
  await api.connect();
  try {
    expect((await api.query('SELECT current_user AS role')).rows).toEqual([{ role: made }]);
    expect((await api.query('SELECT count(*)::int AS n FROM schools')).rows).toEqual([{ n: 0 }]);
    await expect(api.query('DELETE FROM audit_entries')).rejects.toMatchObject({ code: '42501' });
  } finally {
    await api.end();
  }
  expect(await powersOf(made)).toEqual([]);
});

it('a role that could alter audit rows is told by every way it has', async () => {
  expect(await powersOf('hadir')).toEqual(
    expect.arrayContaining([
      'is a superuser',
      'owns audit_entries',
      'may delete audit_entries',
      'may update audit_seals',
    ]),
  );
  await asOwner({ ...test.connection, database: made }, `GRANT UPDATE ON audit_payloads TO ${made}`);
  expect(await powersOf(made)).toEqual(['may update audit_payloads']);
});

it('says what is missing where the roles cannot be told apart', async () => {
  const nameless = { DATABASE_URL: 'postgresql://localhost/x', DATABASE_OWNER_URL: url('hadir') };
  await expect(openDatabase(readEnv(nameless), folder, null)).rejects.toThrow('DATABASE_URL must name its role');
  expect(() => readEnv({ DATABASE_OWNER_URL: url('hadir') })).toThrow('DATABASE_OWNER_URL needs DATABASE_URL');
});
