import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '#generated/prisma/client.ts';
import { buildCourse, buildOpenSession, buildStudent, buildTeacher } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { makeFace, picturesOf } from '#test/faces.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { openPhone, type Phone } from '#test/phone.ts';
import { readAudit } from '#test/read-audit.ts';

let app: TestApp;
let teacher: Person;
let student: Person;
let phone: Phone;

beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  app.setNow(null);
  const { db } = app.database;
  teacher = await buildTeacher(db);
  student = await buildStudent(db, { schoolId: teacher.schoolId });
  await buildCourse(db, { teacher, students: [student] });
  phone = await openPhone(app, student);
  await phone.register();
});

const still = () => ({ 'face-api-128': Array(5).fill(makeFace()) });
const seen = async () => (await (await callAs(app, teacher)).get(`/api/people/${student.id}/refused_tries`)).body.items;

describe('a refused enrolment', () => {
  it('leaves a trace with why, limits, model and rules, and staff read it in words', async () => {
    expect((await phone.enrol(still())).body.code).toBe('shots_not_accepted');
    const [row] = await readAudit(app.database.db, { action: 'face_template.refused', subjectId: student.id });
    expect(row).toMatchObject({ actorId: student.id, subjectType: 'person' });
    expect(row?.after).toEqual({
      ...{ why: 'still', model: 'face-api-128', rules: 2 },
      limits: { shots: 5, shots_apart: { least: 0.005, largest: 0.5 }, generic_radius: 0.35, replay_radius: 0.02 },
    });
    expect(await seen()).toEqual([
      { id: expect.any(String), at: expect.any(String), at_what: 'enrolment', why: 'still' },
    ]);
  });

  it('stands beside how the head moved when the enrolled face was taken', async () => {
    const head = async () =>
      (await (await callAs(app, teacher)).get(`/api/people/${student.id}/refused_tries`)).body.head;
    expect(await head()).toBeNull();
    const frames = (yaws: number[]) =>
      yaws.map((yaw, index) => ({ t_ms: index * 600, box: [0, 0, 90, 90], score: 0.9, yaw }));
    await phone.enrol();
    expect(await head()).toBe('unknown');
    await phone.enrol(undefined, undefined, frames([0, 0.2, -0.15, 0, 0]));
    expect(await head()).toBe('turned');
    await phone.enrol(undefined, undefined, frames([0, 0.02, 0, 0, 0]));
    expect(await head()).toBe('straight');
  });

  it('pauses after five in a row, and a pause keeps nobody from marking', async () => {
    expect((await phone.enrol()).status).toBe(200);
    for (let count = 0; count < 5; count += 1)
      expect((await phone.enrol(still())).body.code).toBe('shots_not_accepted');
    const early = await phone.enrol();
    expect([early.status, early.body.code, early.headers['retry-after']]).toEqual([429, 'retry_later', '30']);
    const course = await app.database.db.course.findFirstOrThrow({ where: { teacherId: teacher.id } });
    const session = await buildOpenSession(app.database.db, { course });
    expect((await phone.mark(session.id)).status).toBe(200);
    app.setNow(new Date(Date.now() + 31_000));
    expect((await phone.enrol()).status).toBe(200);
    expect(await app.database.db.faceTrial.count({ where: { personId: student.id, bucket: 'enrolment' } })).toBe(0);
  });

  it('without the signature of a phone counts for nothing', async () => {
    const thief = await openPhone(app, student);
    thief.keyId = phone.keyId;
    for (let count = 0; count < 6; count += 1) await thief.enrol(still());
    expect((await phone.enrol()).status).toBe(200);
    expect(await seen()).toEqual([]);
  });
});

describe('a face refused for a further phone', () => {
  beforeEach(async () => {
    expect((await phone.enrol()).status).toBe(200);
  });

  it('leaves a trace too', async () => {
    const further = await openPhone(app, student);
    expect((await further.register()).body.code).toBe('face_not_accepted');
    const [row] = await readAudit(app.database.db, { action: 'device_key.refused', subjectId: student.id });
    expect(row?.after).toMatchObject({ why: 'too_far', model: 'face-api-128', rules: 2, limits: { threshold: 0.5 } });
    expect(await seen()).toMatchObject([{ at_what: 'phone', why: 'too_far' }]);
  });

  it('is counted apart from marks that no phone has signed, which pause no new phone', async () => {
    const course = await app.database.db.course.findFirstOrThrow({ where: { teacherId: teacher.id } });
    const session = await buildOpenSession(app.database.db, { course });
    const thief = await openPhone(app, student);
    thief.keyId = phone.keyId;
    const change = { descriptors: { 'face-api-128': picturesOf(makeFace(), 3) } };
    for (let count = 0; count < 6; count += 1) await thief.mark(session.id, change);
    expect((await thief.mark(session.id, change)).body.code).toBe('retry_later');
    const further = await openPhone(app, student, phone.face);
    expect(await further.register()).toMatchObject({ status: 200, body: { state: 'pending' } });
  });

  it('does not count without the password', async () => {
    const thief = await openPhone(app, student);
    for (let count = 0; count < 4; count += 1) await thief.register({ password: 'wrong' });
    expect(await app.database.db.faceTrial.count({ where: { personId: student.id } })).toBe(0);
  });
});
