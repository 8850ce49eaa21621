import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAdmin, buildSchool, buildStudent, builtPassword } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

async function open() {
  const { db, pool } = app.database;
  const school = await buildSchool(db, { country: 'KE' });
  const student = await buildStudent(db, { school, name: 'Zuhura Chebet', admissionNumber: 'ADM/77' });
  const admin = await callAs(app, await buildAdmin(db, { school }));
  const given = { password: builtPassword, reason: 'left the school' };
  const erase = () => admin.post(`/api/people/${student.id}/erase`, given);
  return { db, pool, school, admin, erase };
}

describe('a file that was checked before somebody is erased', () => {
  it('keeps nothing of them and does not bring them back', async () => {
    const { db, school, admin, erase } = await open();
    const file = 'Adm No,Full name\nADM/77,Zuhura Chebet\nADM/78,Baraka Otieno';
    const data = Buffer.from(file).toString('base64');
    const { body } = await admin.post('/api/imports', { kind: 'students', file_name: 'new.csv', data }).expect(200);
    await erase().expect(200);
    expect(await db.importBatch.findUnique({ where: { id: body.import.id } })).toMatchObject({ parsed: null });
    expect((await admin.get(`/api/imports/${body.import.id}`)).status).toBe(200);
    const run = await admin.post(`/api/imports/${body.import.id}/run`, {});
    expect([run.status < 500, run.body.code]).toEqual([true, 'import_expired']);
    expect(await db.person.findMany({ where: { schoolId: school.id, role: 'student' } })).toMatchObject([
      { name: 'Erased person' },
    ]);
  });

  it('is imported before or not at all: an import under way is waited for', async () => {
    const { pool, school, erase } = await open();
    const other = await pool.connect();
    try {
      await other.query('BEGIN');
      await other.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`imports|${school.id}`]);
      let isDone = false;
      const erased = Promise.resolve(erase()).then((answer) => {
        isDone = true;
        return answer;
      });
      const isWaiting = async () =>
        (await pool.query("SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")).rows.length > 0;
      while (!isDone && !(await isWaiting()));
      expect(isDone).toBe(false);
      await other.query('COMMIT');
      expect((await erased).status).toBe(200);
    } finally {
      other.release();
    }
  });
});
