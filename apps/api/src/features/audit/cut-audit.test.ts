import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type AuditScene, openAuditScene } from '#test/audit-scene.ts';
import { asOwner, openTestDatabase, type TestDatabase } from '#test/database.ts';
import { cutAudit } from './cut-audit.ts';

let database: TestDatabase;
let scene: AuditScene;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  await database.clear();
  scene = await openAuditScene(database);
});
afterAll(() => database.close());

const now = new Date('2026-11-20T00:00:00Z');
const years = (count: number) => new Date(Date.UTC(2026 - count, 10, 20));

async function cut(at = now): Promise<number> {
  const owner = new pg.Client(database.connection);
  await owner.connect();
  return cutAudit(owner, scene.place, at).finally(() => owner.end());
}

it('takes what is older than five years, at a checkpoint; the rest is verified from there', async () => {
  await scene.write(3, years(7));
  await scene.write(2, years(6));
  await scene.write(4, years(4));
  expect(await cut()).toBe(5);
  const { db } = database;
  expect([await db.auditEntry.count(), await db.auditPayload.count(), await db.auditSeal.count()]).toEqual([4, 4, 4]);
  expect(await scene.verify({ now })).toMatchObject({ finding: null, rows: 4 });
  expect(await cut()).toBe(0);
  await scene.write(1, now);
  expect(await scene.verify({ now })).toMatchObject({ finding: null, rows: 5 });
  await asOwner(database.connection, "UPDATE audit_entries SET action = 'x.y' WHERE subject_id = '6'");
  expect((await scene.verify({ now })).finding).toMatchObject({ seq: 6 });
});

it('goes on when everything was old, and cuts again', async () => {
  await scene.write(3, years(7));
  expect(await cut()).toBe(3);
  expect(await scene.verify({ now })).toMatchObject({ finding: null, rows: 0 });
  await scene.write(2, years(6));
  expect(await cut()).toBe(2);
  await scene.write(1, now);
  expect(await scene.verify({ now })).toMatchObject({ finding: null, rows: 1 });
});

it('leaves what is younger, and a chain that does not agree with what was signed', async () => {
  await scene.write(3, years(4));
  expect(await cut()).toBe(0);
  await database.clear();
  scene = await openAuditScene(database);
  await scene.write(3, years(6));
  await asOwner(database.connection, "UPDATE audit_seals SET chain_hash = '\\x00' WHERE seq = 3");
  expect(await cut()).toBe(0);
  expect(await database.db.auditEntry.count()).toBe(3);
});

it('trusts no checkpoint that we have not signed', async () => {
  await scene.write(3, years(4));
  const file = path.join(scene.place.folder, 'checkpoints.jsonl');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"at":"2022', '"at":"2019'));
  expect(await cut()).toBe(0);
});

it('keeps every row as long as the school that keeps details longest', async () => {
  await scene.write(2, years(7));
  await database.db.school.updateMany({ data: { settings: { retention: { audit_years: 8 } } } });
  expect(await cut()).toBe(0);
  await database.db.school.updateMany({ data: { settings: { retention: { audit_years: 6 } } } });
  expect(await cut()).toBe(2);
});
