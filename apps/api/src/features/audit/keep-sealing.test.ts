import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type AuditScene, openAuditScene } from '#test/audit-scene.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { sealBatch } from './seal-entries.ts';

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

const sealed = () => database.db.auditSeal.count();
const file = (name: string) => path.join(scene.place.folder, name);
const lines = () => readFileSync(file('checkpoints.jsonl'), 'utf8').trim().split('\n');

it('chains what is committed within five seconds, and nothing that is not', async () => {
  const end = scene.start();
  await scene.add(3);
  await vi.waitFor(async () => expect(await sealed()).toBe(3), { timeout: 5000, interval: 50 });
  const client = await database.pool.connect();
  await client.query('BEGIN');
  await client.query(
    `INSERT INTO audit_entries (id, school_id, action, subject_type, subject_id, payload_hash)
     SELECT gen_random_uuid(), id, 'a.b', 'c', 'd', '\\x00' FROM schools`,
  );
  await scene.add(1);
  await vi.waitFor(async () => expect(await sealed()).toBe(4), { timeout: 5000, interval: 50 });
  await client.query('ROLLBACK');
  client.release();
  await end();
  expect(await database.db.auditUnsealed.count()).toBe(0);
  expect(await scene.verify()).toMatchObject({ finding: null, rows: 4 });
});

it('several processes make one chain', async () => {
  const ends = [scene.start(), scene.start(), scene.start()];
  await Promise.all([scene.add(40), scene.add(40), scene.add(40)]);
  await Promise.all(ends.map((end) => end()));
  expect(await scene.verify()).toMatchObject({ finding: null, rows: 120 });
});

it('takes up what a killed process has left, more than one batch of it', async () => {
  await database.pool.query(
    `WITH entry AS (INSERT INTO audit_entries (id, school_id, action, subject_type, subject_id, payload_hash)
       SELECT gen_random_uuid(), schools.id, 'a.b', 'c', n::text, sha256('salt{}')
       FROM schools, generate_series(1, $1) AS n RETURNING id, school_id)
     INSERT INTO audit_payloads SELECT id, school_id, 'salt', '{}' FROM entry`,
    [sealBatch + 5],
  );
  await scene.start()();
  expect(await scene.verify()).toMatchObject({ finding: null, rows: sealBatch + 5, waiting: 0 });
});

it('signs every ten minutes and at the end, the head at every round', async () => {
  let at = Date.UTC(2026, 0, 1);
  const end = scene.start(() => new Date(at));
  const round = async (rows: number) => {
    const before = await sealed();
    await scene.add(rows);
    await vi.waitFor(async () => expect(await sealed()).toBe(before + rows), { timeout: 5000 });
  };
  await round(2);
  await vi.waitFor(() => expect(JSON.parse(readFileSync(file('head.json'), 'utf8')).seq).toBe(2));
  expect(statSync(file('head.json')).mode & 0o077).toBe(0);
  at += 10 * 60 * 1000;
  await round(1);
  await vi.waitFor(() => expect(lines()).toHaveLength(1), { timeout: 5000 });
  await round(1);
  await end();
  expect(lines().map((line) => JSON.parse(line).seq)).toEqual([3, 4]);
  await scene.start()();
  expect(lines()).toHaveLength(2);
});

it('cuts off a line that a crash left half written', async () => {
  await scene.write(1);
  const whole = readFileSync(file('checkpoints.jsonl'), 'utf8');
  writeFileSync(file('checkpoints.jsonl'), `${whole}{"seq":2,"chain`);
  expect((await scene.verify()).finding).toBeNull();
  await scene.write(1);
  expect(lines()).toHaveLength(2);
  expect((await scene.verify()).finding).toBeNull();
});

it('goes on where checkpoints cannot be written, with one line in the log', async () => {
  const parent = path.dirname(scene.place.folder);
  rmSync(parent, { recursive: true });
  writeFileSync(parent, 'in the way');
  const end = scene.start();
  for (const rows of [1, 2]) {
    await scene.add(1);
    await vi.waitFor(async () => expect(await sealed()).toBe(rows), { timeout: 5000 });
  }
  await end();
  expect(scene.lines.filter((line) => line.includes('cannot be written'))).toHaveLength(1);
});
