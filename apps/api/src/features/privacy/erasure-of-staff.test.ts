import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildStudent, buildTeacher, builtPassword } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { findMark } from '#test/find-mark.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { buildTraces, fillWithMark, mark } from '#test/traces.ts';
import { buildWorld, type World } from '#test/two-schools.ts';

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await openTestApp();
  world = await buildWorld(app.database.db);
});
afterAll(() => app.close());

/** Columns of texts that people write; why an attempt was refused is in our own words. */
async function listTexts(): Promise<{ table: string; column: string }[]> {
  const { rows } = await app.database.pool.query<{ table: string; column: string }>(
    `SELECT table_name AS table, column_name AS column FROM information_schema.columns
     WHERE table_schema = 'public' AND udt_name = 'text' AND column_name ~ '(^|_)(reason|file_name)$'
       AND table_name <> 'attendance_attempts'`,
  );
  return rows;
}

it('leaves nothing of a member of staff, also not in what anybody wrote about them', async () => {
  const { db, pool } = app.database;
  const { school, session, colleague } = world;
  const schoolId = school.id;
  const teacher = await buildTeacher(db, { schoolId });
  await buildTraces(app, world, teacher.id);
  await fillWithMark(pool, teacher.id);
  const { name } = await db.person.findUniqueOrThrow({ where: { id: teacher.id } });

  // Rows of others, in which somebody wrote about the teacher.
  const other = await buildStudent(db, { schoolId });
  await buildTraces(app, world, other.id);
  const staff = { schoolId, sessionId: session.id, reason: 'ill' };
  await db.sessionStaff.createMany({ data: [{ ...staff, personId: colleague.id }] });
  await db.destructionRequest.create({
    data: {
      ...{ schoolId, requestedById: world.admin.id, reason: 'r', tokenHash: new Uint8Array(randomBytes(32)) },
      ...{ requestedAt: new Date(), dueAt: new Date('2999-01-01') },
    },
  });
  await db.settingsRevision.create({ data: { schoolId, version: 2, values: {}, reason: 'r' } });
  const texts = await listTexts();
  expect(texts.length).toBeGreaterThan(15);
  for (const { table, column } of texts) {
    const { rowCount } = await pool.query(`UPDATE "${table}" SET "${column}" = $1 WHERE school_id = $2`, [
      `About ${name.toUpperCase()}, who is ill.`,
      schoolId,
    ]);
    expect([table, rowCount]).not.toEqual([table, 0]);
  }
  await db.sessionStaff.create({ data: { ...staff, personId: teacher.id, reason: `${mark} session_staff@reason` } });
  expect(await findMark(pool)).toEqual(expect.arrayContaining(texts.map(({ table }) => table)));

  const admin = await callAs(app, world.admin);
  const given = { password: builtPassword, reason: 'left the school' };
  expect((await admin.post(`/api/people/${teacher.id}/erase`, given)).status).toBe(200);

  expect(await findMark(pool)).toEqual([]);
  // Who was staff of the session is still known, and the rows of others are there.
  expect(await db.sessionStaff.findMany({ where: { sessionId: session.id, schoolId } })).toMatchObject(
    [teacher.id, colleague.id].toSorted().map(() => ({ reason: 'Erased' })),
  );
  expect(await db.reviewDecision.findMany({ where: { studentId: other.id } })).toMatchObject([{ reason: 'Erased' }]);
});
