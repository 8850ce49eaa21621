import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildAdmin } from '#test/build.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { readAudit } from '#test/read-audit.ts';
import { recordView } from './record-view.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('is one row in ten minutes for the same person, place and question', async () => {
  const { id, schoolId } = await buildAdmin(database.db);
  let at = Date.UTC(2026, 0, 1);
  const view = (address: string, seen = {}) => {
    const actor = { id, schoolId, client: { address, userAgent: 'Browser' } };
    const context = { db: database.db, now: () => new Date(at) };
    return recordView(context, actor, 'people.viewed', { type: 'school', id: schoolId }, seen);
  };
  await view('10.0.0.1');
  at += 9 * 60_000;
  await view('10.0.0.1');
  await view('10.0.0.2');
  await view('10.0.0.1', { search: 'Sari' });
  at += 60_000;
  await view('10.0.0.1');
  const rows = await readAudit(database.db, { actorId: id });
  expect(rows.map(({ address, after }) => [address, after])).toEqual([
    ['10.0.0.1', null],
    ['10.0.0.2', null],
    ['10.0.0.1', { search: 'Sari' }],
    ['10.0.0.1', null],
  ]);
  expect(rows[0]).toMatchObject({ action: 'people.viewed', subjectType: 'school', subjectId: schoolId });
});
