import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClassSession, Course, Person } from '#generated/prisma/client.ts';
import { buildAdmin, buildOpenSession, buildTeacher } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { makeFace, picturesOf } from '#test/faces.ts';
import { openMarkScene } from '#test/mark-scene.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { openPhone, type Phone } from '#test/phone.ts';
import { readAudit } from '#test/read-audit.ts';
import { makeRoomCode } from './room-code.ts';

let app: TestApp;
let student: Person;
let teacher: Person;
let course: Course;
let session: ClassSession;
let phone: Phone;

beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  ({ teacher, student, course, session, phone } = await openMarkScene(app));
});

const stranger = () => ({ descriptors: { 'face-api-128': picturesOf(makeFace(), 3) } });
const trials = () => app.database.db.faceTrial.findMany({ where: { personId: student.id } });
const attempts = () => app.database.db.attendanceAttempt.count({ where: { studentId: student.id } });

/** As if the key had failed so often, the last time so many seconds ago. */
async function fail(failures: number, secondsAgo: number, change: { bucket?: string; offAt?: Date } = {}) {
  const lastFailureAt = new Date(Date.now() - secondsAgo * 1000);
  await app.database.db.faceTrial.create({
    data: { schoolId: student.schoolId, personId: student.id, bucket: phone.keyId, failures, lastFailureAt, ...change },
  });
}

describe('a pause', () => {
  it('comes after five failures in a row, is no attempt and uses up no challenge', async () => {
    for (const { status } of [1, 2, 3, 4, 5].map(() => ({ status: 400 }))) {
      expect((await phone.mark(session.id, stranger())).status).toBe(status);
    }
    expect(await trials()).toMatchObject([{ bucket: phone.keyId, failures: 5, offAt: null }]);
    const challenge = await phone.ask(session.id);
    const body = phone.markBody(session.id, challenge);
    const answer = await phone.send(challenge, body);
    expect(answer.status).toBe(429);
    expect(answer.body).toMatchObject({ success: false, code: 'retry_later', next: 'wait' });
    const seconds = Number(answer.headers['retry-after']);
    expect(seconds).toBeGreaterThan(20);
    expect(seconds).toBeLessThanOrEqual(30);
    expect(await attempts()).toBe(5);
    await app.database.db.faceTrial.updateMany({ data: { lastFailureAt: new Date(Date.now() - 30_000) } });
    expect((await phone.send(challenge, body)).body).toMatchObject({ success: true, state: 'present' });
    expect(await trials()).toEqual([]);
  });

  it('is answered in the same words whatever is presented', async () => {
    await fail(5, 0);
    const texts = [await phone.mark(session.id), await phone.mark(session.id, stranger())].map(({ text }) => text);
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain('retry_later');
  });

  it('leaves the room code alone', async () => {
    await fail(50, 0, { offAt: new Date() });
    const { code } = makeRoomCode(app.context.masterKey, session, new Date());
    const change = { method: 'room_code', room_code: code, descriptors: {}, frames: [] };
    expect((await phone.mark(session.id, change)).body).toMatchObject({ success: true, state: 'pending' });
    expect(await trials()).toHaveLength(1);
  });

  it('is not reached by a copy of a try', async () => {
    const challenge = await phone.ask(session.id);
    const body = phone.markBody(session.id, challenge, stranger());
    for (const code of ['face_not_accepted', 'challenge_invalid', 'challenge_invalid']) {
      expect((await phone.send(challenge, body)).body.code).toBe(code);
    }
    expect(await trials()).toMatchObject([{ failures: 1 }]);
  });

  it('counts tries of the same moment each', async () => {
    const sessions = [
      session,
      ...(await Promise.all([1, 2, 3].map(() => buildOpenSession(app.database.db, { course })))),
    ];
    await Promise.all(sessions.map(({ id }) => phone.mark(id, stranger())));
    expect(await trials()).toMatchObject([{ failures: 4 }]);
  });
});

describe('without a signature that stands', () => {
  it('nobody can pause or switch off a verified key', async () => {
    const thief = await openPhone(app, student);
    thief.keyId = phone.keyId;
    for (let i = 0; i < 6; i += 1) await thief.mark(session.id, stranger());
    expect(await trials()).toMatchObject([{ bucket: 'unverified', failures: 5, offAt: null }]);
    expect((await thief.mark(session.id, stranger())).body.code).toBe('retry_later');
    expect((await phone.mark(session.id)).body).toMatchObject({ success: true, state: 'present' });
  });

  it('not even fifty switch anything off', async () => {
    await fail(49, 60, { bucket: 'unverified' });
    const thief = await openPhone(app, student);
    thief.keyId = phone.keyId;
    expect((await thief.mark(session.id, stranger())).body.code).toBe('device_not_recognised');
    expect(await trials()).toMatchObject([{ bucket: 'unverified', failures: 50, offAt: null }]);
  });
});

describe('the fiftieth failure', () => {
  it('switches the face off for this key until staff allow it; the room code stays', async () => {
    await fail(49, 60);
    expect((await phone.mark(session.id, stranger())).body.code).toBe('face_not_accepted');
    const before = await attempts();
    const refused = await phone.mark(session.id);
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({ success: false, code: 'face_method_off', next: 'use_room_code' });
    expect(refused.headers['retry-after']).toBeUndefined();
    expect(await attempts()).toBe(before);

    const staff = await callAs(app, teacher);
    const roster = async () => (await staff.get(`/api/class_sessions/${session.id}/roster`)).body.items[0].student;
    expect(await roster()).toMatchObject({ id: student.id, is_face_off: true });
    await staff.post(`/api/people/${student.id}/face_method/allow`, {}).expect(200, { success: true });
    expect(await roster()).toMatchObject({ is_face_off: false });
    expect((await phone.mark(session.id)).body).toMatchObject({ success: true });
    const [entry] = await readAudit(app.database.db, { action: 'face_method.allowed', subjectId: student.id });
    expect(entry).toMatchObject({ actorId: teacher.id, before: { trials: [{ bucket: phone.keyId, failures: 50 }] } });
    // Twice is the same, and nothing to write down.
    await staff.post(`/api/people/${student.id}/face_method/allow`, {}).expect(200);
    expect(await readAudit(app.database.db, { action: 'face_method.allowed' })).toHaveLength(1);
  });

  it("is undone by the student's own staff and admins only", async () => {
    await fail(50, 60, { offAt: new Date() });
    const colleague = await buildTeacher(app.database.db, { schoolId: student.schoolId });
    const path = `/api/people/${student.id}/face_method/allow`;
    await (await callAs(app, colleague)).post(path, {}).expect(404);
    await phone.caller.post(path, {}).expect(403);
    expect(await trials()).toHaveLength(1);
    const admin = await buildAdmin(app.database.db, { schoolId: student.schoolId });
    await (await callAs(app, admin)).post(path, {}).expect(200);
    expect(await trials()).toEqual([]);
  });
});
