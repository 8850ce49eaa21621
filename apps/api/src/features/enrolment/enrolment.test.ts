import { createHash } from 'node:crypto';
import { enrolText } from '@hadir/contract/device-keys.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Course, Person } from '#generated/prisma/client.ts';
import { buildAdmin, buildCourse, buildOpenSession, buildStudent, buildTeacher } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { makeFace, picturesOf } from '#test/faces.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { openPhone, type Phone } from '#test/phone.ts';
import { faceRules } from './face-rules.ts';
import { centreWithout, getCourseFaces } from './roster-faces.ts';

let app: TestApp;
let teacher: Person;
let student: Person;
let course: Course;
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
  course = await buildCourse(db, { teacher, students: [student] });
  phone = await openPhone(app, student);
  await phone.register();
});

const template = () =>
  app.database.db.faceTemplate.findUnique({ where: { personId: student.id }, include: { shots: true } });
const facesOfCourse = async () => {
  const { facesVersion } = await app.database.db.course.findUniqueOrThrow({ where: { id: course.id } });
  return getCourseFaces(app.context, { ...course, facesVersion });
};

describe('enrolling', () => {
  it('keeps five sealed shots, provisional, with the consent that was given', async () => {
    const { status, body } = await phone.enrol();
    expect([status, body]).toEqual([200, { state: 'provisional' }]);
    const kept = await template();
    expect(kept).toMatchObject({ state: 'provisional', consentVersion: 1, keyVersion: 1 });
    expect(kept?.shots.map(({ shot, sealed }) => [shot, sealed.length])).toEqual(
      [0, 1, 2, 3, 4].map((shot) => [shot, 12 + 128 * 4 + 16]),
    );
    const own = await phone.caller.get('/api/face_template');
    expect(own.body).toMatchObject({
      state: 'provisional',
      models: ['face-api-128', 'mobilefacenet-128'],
      is_update_wanted: true,
      shots: 5,
      consent: { version: 1 },
    });
  });

  it('keeps how far the head was turned, where the phone says so', async () => {
    await phone.enrol();
    expect((await template())?.poseSpread).toBeNull();
    const frames = [0, 0.2, -0.15, 0, 0].map((yaw, at) => ({ t_ms: at * 600, box: [0, 0, 90, 90], score: 0.9, yaw }));
    expect((await phone.enrol(undefined, undefined, frames)).status).toBe(200);
    expect((await template())?.poseSpread).toBe(0.35);
    expect((await phone.enrol(undefined, undefined, [{ yaw: 'left' }])).body.code).toBe('invalid_request');
  });

  it('again replaces the old face and is provisional again', async () => {
    await phone.enrol();
    await (await callAs(app, teacher)).post(`/api/people/${student.id}/face_template/confirm`, {});
    const first = await template();
    expect(first?.state).toBe('confirmed');
    await phone.enrol();
    const second = await template();
    expect(second?.state).toBe('provisional');
    expect(second?.id).not.toBe(first?.id);
    expect(await app.database.db.faceShot.count({ where: { templateId: first?.id ?? '' } })).toBe(0);
  });

  it.each<[string, unknown, unknown, number, string]>([
    ['consent not accepted', undefined, { version: 1, accepted: false }, 400, 'consent_needed'],
    ['an old consent', undefined, { version: 0, accepted: true }, 400, 'consent_needed'],
    ['no consent', undefined, null, 400, 'invalid_request'],
    ['four shots', { 'face-api-128': picturesOf(makeFace(), 4) }, undefined, 400, 'shots_not_accepted'],
    ['127 numbers', { 'face-api-128': Array(5).fill(Array(127).fill(0.1)) }, undefined, 400, 'shots_not_accepted'],
    ['zeros', { 'face-api-128': Array(5).fill(Array(128).fill(0)) }, undefined, 400, 'shots_not_accepted'],
    ['a still picture', { 'face-api-128': Array(5).fill(makeFace()) }, undefined, 400, 'shots_not_accepted'],
    ['five people', { 'face-api-128': [1, 2, 3, 4, 5].map(makeFace) }, undefined, 400, 'shots_not_accepted'],
    ['another model', { other: picturesOf(makeFace(), 5) }, undefined, 400, 'shots_not_accepted'],
    ['no shots', {}, undefined, 400, 'shots_not_accepted'],
    ['strings', { 'face-api-128': Array(5).fill(Array(128).fill('0.1')) }, undefined, 400, 'invalid_request'],
    ['null', { 'face-api-128': null }, undefined, 400, 'invalid_request'],
    ['text', 'x', undefined, 400, 'invalid_request'],
  ])('refuses %s and keeps nothing', async (_, shots, consent, status, code) => {
    const answer = await phone.enrol(shots, consent);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(JSON.stringify(answer.body.message)).not.toMatch(/[0-9]/);
    expect(await template()).toBeNull();
  });

  it('needs the signature of an active key of the own', async () => {
    const second = await openPhone(app, student, phone.face);
    await second.register();
    const waiting = await second.enrol();
    expect([waiting.status, waiting.body.code]).toEqual([401, 'device_not_recognised']);
    const other = await openPhone(app, await buildStudent(app.database.db, { schoolId: teacher.schoolId }));
    await other.register();
    other.keyId = phone.keyId;
    const foreign = await other.enrol();
    expect([foreign.status, foreign.body.code]).toEqual([401, 'device_not_recognised']);
    expect(await template()).toBeNull();
  });

  it('takes any open nonce of the person, each once', async () => {
    const raw = () =>
      JSON.stringify({
        consent: { version: 1, accepted: true },
        shots: { 'face-api-128': picturesOf(phone.face, 5) },
      });
    const nonce = async () => String((await phone.caller.post('/api/device_keys/nonce', {})).body.nonce);
    const [older, newer] = [await nonce(), await nonce()];
    const send = async (one: string, body = raw()) =>
      phone.caller
        .start('post', '/api/face_template')
        .set('Content-Type', 'application/json')
        .set('X-Device-Key', phone.keyId)
        .set('X-Device-Signature', await phone.sign(enrolText(one, createHash('sha256').update(body).digest('hex'))))
        .send(body);
    expect((await send(older)).status).toBe(200);
    expect((await send(older)).body.code).toBe('device_not_recognised');
    expect((await send(newer)).status).toBe(200);
    expect((await send(newer)).body.code).toBe('nonce_invalid');
  });

  it('uses a nonce once, for five minutes', async () => {
    const raw = JSON.stringify({ consent: { version: 1, accepted: true }, shots: {} });
    const send = () =>
      phone.caller
        .start('post', '/api/face_template')
        .set('Content-Type', 'application/json')
        .set('X-Device-Key', phone.keyId)
        .set('X-Device-Signature', 'x')
        .send(raw);
    expect((await send()).body.code).toBe('nonce_invalid');
    await phone.caller.post('/api/device_keys/nonce', {});
    expect((await send()).body.code).toBe('device_not_recognised');
    app.setNow(new Date(Date.now() + 5 * 60_000 + 1));
    expect((await send()).body.code).toBe('nonce_invalid');
  });

  it('twice at once leaves one whole template', async () => {
    const answers = await Promise.all([phone.enrol(), phone.enrol(), phone.enrol()]);
    for (const { status } of answers) expect([200, 400, 401]).toContain(status);
    const kept = await template();
    expect(kept === null || kept.shots.length === 5).toBe(true);
    expect(answers.some(({ status }) => status === 200)).toBe(kept !== null);
  });
});

describe('withdrawing', () => {
  it('deletes template, shots, probes and key, and forgets what was opened', async () => {
    await phone.enrol();
    const session = await buildOpenSession(app.database.db, { course });
    expect((await phone.mark(session.id)).status).toBe(200);
    expect((await facesOfCourse()).faces.has(student.id)).toBe(true);
    const { facesVersion } = await app.database.db.course.findUniqueOrThrow({ where: { id: course.id } });
    expect((await phone.caller.delete('/api/face_template')).body).toEqual({ success: true });
    expect(await template()).toBeNull();
    expect(await app.database.db.faceProbe.count({ where: { personId: student.id } })).toBe(0);
    // Also under the old version nothing is left in memory.
    expect((await getCourseFaces(app.context, { ...course, facesVersion })).faces.has(student.id)).toBe(false);
    expect((await phone.caller.delete('/api/face_template')).status).toBe(200);
  });
});

describe('the faces of a course', () => {
  it('are seen anew when an enrollment or a template comes or goes', async () => {
    await phone.enrol();
    const first = await facesOfCourse();
    expect([...first.faces.keys()]).toEqual([student.id]);
    expect(await facesOfCourse()).toBe(first);
    await app.database.db.enrollment.deleteMany({ where: { studentId: student.id } });
    expect((await facesOfCourse()).faces.size).toBe(0);
    await app.database.db.enrollment.create({
      data: { schoolId: course.schoolId, courseId: course.id, studentId: student.id },
    });
    expect((await facesOfCourse()).faces.size).toBe(1);
    await app.database.db.person.delete({ where: { id: student.id } });
    expect((await facesOfCourse()).faces.size).toBe(0);
  });
});

it('the centre of a course leaves one person and everybody unconfirmed out, and one other has none', () => {
  const at = (value: number, isConfirmed = true) => ({
    mean: Float32Array.from(Array(128).fill(value)),
    secondMean: null,
    isConfirmed,
    isHeld: false,
  });
  const faces = new Map([
    ['a', at(1)],
    ['b', at(2)],
    ['c', at(6)],
    ['unconfirmed', at(100, false)],
  ]);
  const first = { values: Float64Array.from(Array(128).fill(9)), count: 3 };
  const sums = { first, second: { values: new Float64Array(128), count: 0 } };
  expect(centreWithout({ faces, sums }, 'c', faceRules.first)?.[0]).toBe(1.5);
  for (const id of ['unconfirmed', 'somebody else']) {
    expect(centreWithout({ faces, sums }, id, faceRules.first)?.[0]).toBe(3);
  }
  expect(centreWithout({ faces, sums }, 'c', faceRules.second)).toBeNull();
  const two = { values: Float64Array.from(Array(128).fill(8)), count: 2 };
  expect(centreWithout({ faces, sums: { ...sums, first: two } }, 'c', faceRules.first)).toBeNull();
});

describe('the word of staff', () => {
  const path = (what: string) => `/api/people/${student.id}/face_template/${what}`;

  it('confirms once, by the teacher or an admin', async () => {
    await phone.enrol();
    const admin = await callAs(app, await buildAdmin(app.database.db, { schoolId: teacher.schoolId }));
    for (const caller of [await callAs(app, teacher), admin]) {
      expect((await caller.post(path('confirm'), {})).body).toEqual({ state: 'confirmed' });
    }
    const audit = { action: 'face_template.confirmed', subjectId: student.id };
    expect(await app.database.db.auditEntry.count({ where: audit })).toBe(1);
  });

  it('rejects with a reason: the face is gone', async () => {
    await phone.enrol();
    const caller = await callAs(app, teacher);
    expect((await caller.post(path('reject'), {})).status).toBe(400);
    expect((await caller.post(path('reject'), { reason: 'Somebody else' })).body).toEqual({ state: 'none' });
    expect(await template()).toBeNull();
    expect((await caller.post(path('confirm'), {})).status).toBe(404);
    // The student is told, until there is another face.
    const own = async () => (await phone.caller.get('/api/face_template')).body;
    expect(await own()).toMatchObject({ state: 'none', rejected_at: expect.stringMatching(/Z$/) });
    await phone.enrol();
    expect(await own()).toMatchObject({ state: 'provisional', rejected_at: null });
    await phone.caller.delete('/api/face_template');
    expect(await own()).toMatchObject({ state: 'none', rejected_at: null });
  });

  it('rejects a confirmed face only by an admin', async () => {
    await phone.enrol();
    const { db } = app.database;
    const stranger = await buildTeacher(db, { schoolId: teacher.schoolId });
    await buildCourse(db, { teacher: stranger, students: [student] });
    const admin = await callAs(app, await buildAdmin(db, { schoolId: teacher.schoolId }));
    await admin.post(path('confirm'), {});
    for (const one of [teacher, stranger]) {
      const { status, body } = await (await callAs(app, one)).post(path('reject'), { reason: 'Somebody else' });
      expect([status, body.code]).toEqual([409, 'not_possible_now']);
      expect(body.message).toContain('admin');
    }
    expect((await template())?.state).toBe('confirmed');
    expect((await admin.post(path('reject'), { reason: 'Somebody else' })).body).toEqual({ state: 'none' });
    expect(await template()).toBeNull();
  });

  it('of others does not count: another teacher, another school, the student', async () => {
    await phone.enrol();
    const { db } = app.database;
    const stranger = await callAs(app, await buildTeacher(db, { schoolId: teacher.schoolId }));
    const foreign = await callAs(app, await buildAdmin(db));
    for (const caller of [stranger, foreign]) {
      expect((await caller.post(path('confirm'), {})).status).toBe(404);
      expect((await caller.post(path('reject'), { reason: 'not mine' })).status).toBe(404);
    }
    expect((await phone.caller.post(path('confirm'), {})).status).toBe(403);
    expect((await (await callAs(app, null)).post(path('confirm'), {})).status).toBe(401);
    expect((await template())?.state).toBe('provisional');
  });
});
