import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordAudit } from '#features/audit/record-audit.ts';
import { buildSchool } from '#test/build.ts';
import { asOwner, openTestDatabase, type TestDatabase } from '#test/database.ts';
import { embeddedApiRole, grantApiRole, makeApiRole } from './api-role.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
  const { id: schoolId } = await buildSchool(test.db);
  await recordAudit(test.db, { schoolId, actorId: null, action: 'a.b', subjectType: 'school', subjectId: schoolId });
  await asOwner(
    test.connection,
    `INSERT INTO audit_seals VALUES (1, gen_random_uuid(), '\\x00', '\\x00', now());
     INSERT INTO audit_cuts VALUES (1, '\\x00', '{}', now())`,
  );
});
afterAll(() => test.close());

describe("the API's role", () => {
  it.each([
    'UPDATE audit_entries SET action = action',
    'DELETE FROM audit_entries',
    'TRUNCATE audit_entries CASCADE',
    'ALTER TABLE audit_entries ADD COLUMN extra text',
    'ALTER TABLE audit_entries DISABLE TRIGGER ALL',
    'DROP TABLE audit_entries',
    'UPDATE audit_seals SET seq = seq',
    'DELETE FROM audit_seals',
    'TRUNCATE audit_seals',
    'UPDATE audit_payloads SET payload = payload',
    'TRUNCATE audit_payloads',
    "INSERT INTO audit_cuts VALUES (2, '\\x00', '{}', now())",
    'UPDATE audit_cuts SET seq = seq',
    'DELETE FROM audit_cuts',
    'DELETE FROM _prisma_migrations',
    'SET ROLE hadir',
    'CREATE TABLE extra (id int)',
    "SELECT pg_read_file('/etc/passwd')",
    "COPY (SELECT 1) TO PROGRAM 'true'",
  ])('may not: %s', async (statement) => {
    await expect(test.pool.query(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('reaches no audit row by way of its school: with a new id, or gone, every row stays as it was', async () => {
    const read = async () => (await test.pool.query('SELECT * FROM audit_entries ORDER BY id')).rows;
    const before = await read();
    for (const change of ['UPDATE schools SET id = gen_random_uuid()', 'DELETE FROM schools']) {
      await test.pool.query(change);
      expect(await read()).toEqual(before);
    }
    expect(before).not.toEqual([]);
  });

  it('may erase a payload, and do its daily work in every other table', async () => {
    expect((await test.pool.query('DELETE FROM audit_payloads')).rowCount).toBe(1);
    const { rows } = await test.pool.query<{ denied: string[] }>(
      `SELECT array_agg(relname::text) AS denied FROM pg_class WHERE relnamespace = 'public'::regnamespace
       AND relkind = 'r' AND NOT (has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT')
         AND has_table_privilege(oid, 'UPDATE') AND has_table_privilege(oid, 'DELETE'))`,
    );
    const limited = ['_prisma_migrations', 'audit_cuts', 'audit_entries', 'audit_payloads', 'audit_seals'];
    expect(rows[0]?.denied.sort()).toEqual([...limited, 'audit_unsealed']);
  });

  it('is made and granted by several at once, and again, without a complaint', async () => {
    const start = async () => {
      const client = new pg.Client(test.connection);
      await client.connect();
      await makeApiRole(client, embeddedApiRole, null);
      await grantApiRole(client, embeddedApiRole);
      await client.end();
    };
    await Promise.all([start(), start(), start()]);
    await expect(test.pool.query('DELETE FROM audit_entries')).rejects.toMatchObject({ code: '42501' });
  });
});
