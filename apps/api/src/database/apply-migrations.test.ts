import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { applyMigrations, migrationsFolder } from './apply-migrations.ts';

describe('applying migrations', () => {
  let test: TestDatabase;
  let folder: string;

  beforeAll(async () => {
    test = await openTestDatabase();
  });
  afterAll(() => test.close());
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'migrations-'));
    cpSync(migrationsFolder, folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function add(name: string, script: string): void {
    mkdirSync(path.join(folder, name), { recursive: true });
    writeFileSync(path.join(folder, name, 'migration.sql'), script);
  }

  async function apply(): Promise<string[]> {
    const client = new pg.Client(test.connection);
    await client.connect();
    return applyMigrations(client, folder).finally(() => client.end());
  }

  async function read(statement: string): Promise<unknown[]> {
    const client = new pg.Client(test.connection);
    await client.connect();
    return (await client.query(statement).finally(() => client.end())).rows;
  }

  it('does nothing on a database that is up to date', async () => {
    expect(await apply()).toEqual([]);
  });

  it('applies each new one once, also when several processes start together', async () => {
    add('29990101000000_table', 'CREATE TABLE extra (id int); INSERT INTO extra VALUES (1);');
    const applied = await Promise.all([apply(), apply(), apply()]);
    expect(applied.flat()).toEqual(['29990101000000_table']);
    expect(await read('SELECT id FROM extra')).toEqual([{ id: 1 }]);
  });

  it('refuses an edited one', async () => {
    add('29990101000000_table', 'CREATE TABLE extra (id text);');
    await expect(apply()).rejects.toThrow('29990101000000_table was edited');
  });

  it('refuses a database that is newer than the build', async () => {
    await expect(apply()).rejects.toThrow('newer than this build: it knows migration 29990101000000_table');
  });

  it('keeps nothing of one that fails, and does not go on after it', async () => {
    add('29990101000000_table', 'CREATE TABLE extra (id int); INSERT INTO extra VALUES (1);');
    add('29990102000000_broken', 'CREATE TABLE half (id int); SELECT * FROM nowhere;');
    await expect(apply()).rejects.toThrow('29990102000000_broken failed: relation "nowhere" does not exist');
    await expect(apply()).rejects.toThrow('29990102000000_broken has failed before');
    expect(await read("SELECT to_regclass('half') AS half")).toEqual([{ half: null }]);
  });
});
