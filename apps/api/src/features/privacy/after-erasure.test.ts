import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildStudent, builtPassword } from '#test/build.ts';
import { type Caller, callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { buildWorld, type World } from '#test/two-schools.ts';

let app: TestApp;
let world: World;
let admin: Caller;
let teacher: Caller;
beforeAll(async () => {
  app = await openTestApp();
  world = await buildWorld(app.database.db);
  admin = await callAs(app, world.admin);
  teacher = await callAs(app, world.teacher);
});
afterAll(() => app.close());

async function buildOwn() {
  const { db } = app.database;
  const student = await buildStudent(db, { school: world.school });
  await db.enrollment.create({
    data: { schoolId: world.school.id, courseId: world.course.id, studentId: student.id },
  });
  return student;
}

const erase = (id: string) =>
  admin.post(`/api/people/${id}/erase`, { password: builtPassword, reason: 'left the school' }).expect(200);

describe('on somebody who was erased', () => {
  it('an open page of staff writes nothing any more', async () => {
    const { db } = app.database;
    const student = await buildOwn();
    await db.school.update({ where: { id: world.school.id }, data: { consentPolicy: 'guardian' } });
    const { consentVersion: version } = await db.school.findUniqueOrThrow({ where: { id: world.school.id } });
    const picture = sharp({ create: { width: 120, height: 160, channels: 3, background: '#885533' } });
    const data = (await picture.png().toBuffer()).toString('base64');
    const writeAll = async () => [
      await teacher.post(`/api/people/${student.id}/guardian_consent`, { guardian_name: 'Zawadi Otieno', version }),
      await teacher.post(`/api/people/${student.id}/guardian_link`, {}),
      await admin.post(`/api/people/${student.id}/photo`, { media_type: 'image/png', data }),
    ];
    expect((await writeAll()).map(({ status }) => status)).toEqual([200, 200, 200]);
    await erase(student.id);
    expect((await writeAll()).map(({ body }) => body.code)).toEqual(['not_found', 'not_found', 'not_found']);
    const own = { personId: student.id };
    expect(await db.consentRecord.findMany({ where: own })).toMatchObject([{ guardianName: null }]);
    expect([await db.guardianLink.count({ where: own }), await db.personPhoto.count({ where: own })]).toEqual([0, 0]);
  });

  it('nothing that was proposed is decided: it is withdrawn, or goes on for the others', async () => {
    const { db } = app.database;
    const student = await buildOwn();
    const propose = (studentIds: string[]) =>
      db.changeProposal.create({
        data: {
          ...{ schoolId: world.school.id, sessionId: world.session.id, proposedById: world.teacher.id, reason: 'ill' },
          changes: studentIds.map((student_id) => ({ student_id, status: 'excused', was: null })),
        },
      });
    const alone = await propose([student.id]);
    const together = await propose([student.id, world.classmate.id]);
    await erase(student.id);
    expect(await db.changeProposal.findUnique({ where: { id: alone.id } })).toMatchObject({
      ...{ state: 'withdrawn', reason: 'Erased' },
    });
    const decide = (id: string) =>
      admin.post(`/api/change_proposals/${id}/decide`, { decision: 'accept', reason: 'so it was' });
    expect((await decide(alone.id)).body.code).toBe('already_decided');
    const decided = await decide(together.id);
    expect(decided.body.outcomes).toEqual([{ student_id: world.classmate.id, outcome: expect.any(String) }]);
    expect(await db.attendanceRecord.count({ where: { studentId: student.id } })).toBe(0);
  });
});
