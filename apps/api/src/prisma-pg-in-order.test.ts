import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildOpenSession } from '#test/build.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('a transaction asks its one connection one thing at a time, also for several relations', async () => {
  const warnings: string[] = [];
  const note = (warning: Error) => warnings.push(warning.message);
  process.on('warning', note);
  const { id } = await buildOpenSession(database.db);
  const found = await database.db.$transaction(async (tx) =>
    tx.classSession.findUniqueOrThrow({ where: { id }, include: { course: true, place: true, school: true } }),
  );
  await new Promise(setImmediate);
  process.off('warning', note);
  expect(found.course.id).toBe(found.courseId);
  expect(warnings).toEqual([]);
});

it('a statement that fails ends its transaction and nothing else', async () => {
  const failed = database.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 / 0`.catch(() => null);
    return tx.school.count();
  });
  await expect(failed).rejects.toThrow();
  expect(await database.db.$transaction((tx) => tx.school.count())).toBeGreaterThanOrEqual(0);
});
