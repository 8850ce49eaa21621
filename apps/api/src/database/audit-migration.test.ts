import { createHash, randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asOwner, openTestDatabase, type TestDatabase } from '#test/database.ts';
import { applyMigrations, migrationsFolder } from './apply-migrations.ts';

let test: TestDatabase;
const made = `older_${randomUUID().replaceAll('-', '')}`;
const folder = mkdtempSync(path.join(os.tmpdir(), 'migrations-'));
beforeAll(async () => {
  test = await openTestDatabase();
  await asOwner(test.connection, `CREATE DATABASE ${made}`);
});
afterAll(async () => {
  await asOwner(test.connection, `DROP DATABASE ${made} WITH (FORCE)`);
  await test.close();
  rmSync(folder, { recursive: true });
});

it('the audit rows of an older database keep what they said, wait to be chained, and name it by its hash', async () => {
  for (const name of readdirSync(migrationsFolder)) {
    const isEarlier = name < '20261120100400_audit_chain' && name !== 'migration_lock.toml';
    if (isEarlier) cpSync(path.join(migrationsFolder, name), path.join(folder, name), { recursive: true });
  }
  const client = new pg.Client({ ...test.connection, database: made });
  await client.connect();
  try {
    await applyMigrations(client, folder);
    await client.query(`INSERT INTO schools (id, name, join_code, time_zone, consent_text, retention_policy)
      VALUES (gen_random_uuid(), 'S', 'X', 'UTC', '', '')`);
    await client.query(`INSERT INTO audit_entries
      (id, school_id, action, subject_type, subject_id, before, after, reason, address, user_agent)
      SELECT gen_random_uuid(), id, 'course.changed', 'course', 'c', '{"title":"Old"}', '{"title":"Né"}', 'why', '10.0.0.1',
        NULL FROM schools`);
    await applyMigrations(client);
    const { rows } = await client.query(
      `SELECT e.payload_hash, p.salt, p.payload FROM audit_entries AS e JOIN audit_payloads AS p ON p.entry_id = e.id
       JOIN audit_unsealed AS u ON u.entry_id = e.id`,
    );
    expect(rows).toHaveLength(1);
    const [{ payload_hash, salt, payload }] = rows;
    expect(JSON.parse(payload)).toEqual({
      before: { title: 'Old' },
      after: { title: 'Né' },
      reason: 'why',
      address: '10.0.0.1',
      user_agent: null,
    });
    expect(salt).toHaveLength(32);
    expect(payload_hash).toEqual(createHash('sha256').update(salt).update(payload, 'utf8').digest());
  } finally {
    await client.end();
  }
});
