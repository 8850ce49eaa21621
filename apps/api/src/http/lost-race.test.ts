import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isLostRace } from '#http/lost-race.ts';
import { buildTeacher } from '#test/build.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const caught = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

it('a reference to a row that is gone is a lost race, by the client and in a statement of our own', async () => {
  const { db } = database;
  const { schoolId } = await buildTeacher(db);
  const gone = randomUUID();
  const enrollment = { schoolId, courseId: gone, studentId: gone };
  expect(isLostRace(await caught(db.enrollment.create({ data: enrollment })))).toBe(true);
  const raw = db.$queryRaw`INSERT INTO enrollments (id, school_id, course_id, student_id)
    VALUES (${randomUUID()}::uuid, ${schoolId}::uuid, ${gone}::uuid, ${gone}::uuid)`;
  expect(isLostRace(await caught(raw))).toBe(true);
});

it('a wrong statement, a broken rule and anything else is none', async () => {
  const { db } = database;
  const teacher = await buildTeacher(db);
  expect(isLostRace(await caught(db.$queryRaw`SELECT nothing FROM nowhere`))).toBe(false);
  const again = db.person.create({
    data: { schoolId: teacher.schoolId, role: 'admin', name: 'x', email: teacher.email },
  });
  expect(isLostRace(await caught(again))).toBe(false);
  expect(isLostRace(new Error('23503'))).toBe(false);
  expect(isLostRace(null)).toBe(false);
});
