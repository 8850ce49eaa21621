import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClassSession, Course, Person } from '#generated/prisma/client.ts';
import { buildAdmin, buildOpenSession, buildStudent } from '#test/build.ts';
import { buildFace } from '#test/build-face.ts';
import { callAs } from '#test/call-as.ts';
import { between, makeFace, makeSecondFace, moved, picturesOf } from '#test/faces.ts';
import { openMarkScene, outcomeFor } from '#test/mark-scene.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { openReadyPhone, type Phone } from '#test/phone.ts';

let app: TestApp;
let student: Person;
let course: Course;
let session: ClassSession;
/** Of a student whose face is enrolled by both recognisers. */
let phone: Phone;

beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

beforeEach(async () => {
  const scene = await openMarkScene(app);
  ({ course, session } = scene);
  student = await addStudent();
  phone = await openReadyPhone(app, student, makeFace(), makeSecondFace());
});

async function addStudent(): Promise<Person> {
  const { db } = app.database;
  const one = await buildStudent(db, { schoolId: course.schoolId });
  await db.enrollment.create({ data: { schoolId: course.schoolId, courseId: course.id, studentId: one.id } });
  return one;
}

const descriptors = (first: unknown, second: unknown) => ({
  descriptors: { 'face-api-128': first, ...(second !== undefined && { 'mobilefacenet-128': second }) },
});
const three = (face: readonly number[]) => picturesOf(face, 3);
const second = () => phone.second ?? [];
const tryOut = (first: unknown, other: unknown) =>
  outcomeFor(app, student, () => phone.mark(session.id, descriptors(first, other)));
const refused = (reason: string) => ({ status: 400, code: 'face_not_accepted', reason });
const lastDetail = async () => {
  const attempt = await app.database.db.attendanceAttempt.findFirst({
    where: { studentId: student.id },
    orderBy: { createdAt: 'desc' },
  });
  return JSON.parse(JSON.stringify(attempt?.checks)).find(({ check }: { check: number }) => check === 12).detail;
};
const records = () => app.database.db.attendanceRecord.findMany({ where: { studentId: student.id } });

describe('a mark of a face enrolled by both recognisers', () => {
  it('is judged by both, and keeps what each has measured', async () => {
    const { body } = await phone.mark(session.id);
    expect(body).toMatchObject({ success: true, state: 'present' });
    expect(await lastDetail()).toMatchObject({
      model: 'face-api-128 + mobilefacenet-128',
      distance: expect.any(Number),
      first_distance: expect.any(Number),
      second_distance: expect.any(Number),
      rules: 6,
    });
    const probes = await app.database.db.faceProbe.findMany({ where: { personId: student.id } });
    expect(probes.map(({ model }) => model).sort()).toEqual(['face-api-128', 'mobilefacenet-128']);
  });

  it('with the second copied from another person is refused', async () => {
    const other = await openReadyPhone(app, await addStudent(), makeFace(), makeSecondFace());
    expect(await tryOut(three(phone.face), three(other.second ?? []))).toEqual(refused('Face mismatch'));
    expect((await lastDetail()).why).toContain('recognisers_disagree');
  });

  it('with the first of somebody else is refused, however near the second', async () => {
    expect(await tryOut(three(makeFace()), three(second()))).toEqual(refused('Face mismatch'));
    expect((await lastDetail()).why).toContain('recognisers_disagree');
  });

  it('without the second waits for a person, and is never refused for it', async () => {
    const { body } = await phone.mark(session.id, descriptors(three(phone.face), undefined));
    expect(body).toMatchObject({ success: true, state: 'pending' });
    expect(await records()).toMatchObject([{ reviewReasons: ['second_recogniser_missing'] }]);
    expect(await lastDetail()).toMatchObject({ model: 'face-api-128' });
  });

  it('by the second alone is no face', async () => {
    expect(await tryOut(undefined, three(second()))).toEqual(refused('No face'));
    expect(await tryOut([], three(second()))).toEqual(refused('No face'));
  });

  it.each<[string, () => unknown]>([
    ['zeros', () => three(Array(128).fill(0))],
    ['a huge norm', () => three(second()).map((frame) => frame.map((value) => value * 3))],
    ['a tiny norm', () => three(second()).map((frame) => frame.map((value) => value / 3))],
    ['127 numbers', () => three(second()).map((frame) => frame.slice(1))],
    ['nulls', () => [Array(128).fill(null), Array(128).fill(null), Array(128).fill(null)]],
    ['texts', () => [Array(128).fill('0.1'), Array(128).fill('0.1'), Array(128).fill('0.1')]],
    ['text', () => 'x'],
    ['null', () => null],
    ['nothing in a list', () => []],
    ['fewer frames', () => picturesOf(second(), 2)],
    ['more frames', () => picturesOf(second(), 4)],
  ])('with %s for the second is no face', async (_, made) => {
    expect(await tryOut(three(phone.face), made())).toEqual(refused('No face'));
  });

  it('with 1e999 in the second is no face', async () => {
    const challenge = await phone.ask(session.id);
    const body = JSON.stringify(phone.markBody(session.id, challenge));
    const at = body.indexOf('mobilefacenet-128');
    const raw = body.slice(0, at) + body.slice(at).replace(/-?0\.\d+(e-\d+)?(?=[,\]])/, '1e999');
    const outcome = await outcomeFor(app, student, () => phone.send(challenge, raw));
    expect(outcome).toEqual(refused('No face'));
  });

  it('with the same second pictures again is a replay, though the first are new', async () => {
    const frames = three(second());
    expect((await phone.mark(session.id, descriptors(three(phone.face), frames))).status).toBe(200);
    session = await buildOpenSession(app.database.db, { course });
    expect(await tryOut(three(phone.face), frames)).toEqual(refused('Face mismatch'));
    expect((await lastDetail()).why).toBe('replay');
  });

  it('by the average of the class in both recognisers is refused', async () => {
    const others = [1, 2, 3].map(() => ({
      face: moved(phone.face, 0.5),
      second: between(second(), makeSecondFace(), 0.3),
    }));
    for (const faces of others) await buildFace(app.context, await addStudent(), faces);
    const average = (faces: readonly (readonly number[])[]) =>
      Array.from({ length: 128 }, (_, i) => faces.reduce((sum, face) => sum + (face[i] ?? 0), 0) / faces.length);
    const [first, other] = [average(others.map(({ face }) => face)), average(others.map((one) => one.second))];
    expect(await tryOut(three(first), three(other))).toEqual(refused('Face mismatch'));
    expect((await lastDetail()).why).toContain('generic');
  });

  it('with recognisers that nobody knows beside it counts like any other', async () => {
    const change = { ...(phone.markBody(session.id, await phone.ask(session.id)).descriptors as object), other: 'x' };
    expect((await phone.mark(session.id, { descriptors: change })).body).toMatchObject({ state: 'present' });
  });
});

describe('the switch', () => {
  const switchTo = async (second_recogniser: 'on' | 'off') => {
    const admin = await callAs(app, await buildAdmin(app.database.db, { schoolId: course.schoolId }));
    const { body } = await admin.get('/api/settings').expect(200);
    const change = { version: body.version, reason: 'an old phone', second_recogniser };
    const saved = await admin.patch('/api/settings', change).expect(200);
    const history = await admin.get('/api/settings/history').expect(200);
    return { saved: saved.body, changes: history.body.items[0].changes };
  };

  it('off: the first is asked for alone, and decides alone', async () => {
    const { saved, changes } = await switchTo('off');
    expect(saved.settings.second_recogniser).toBe('off');
    expect(changes).toEqual([{ field: 'second_recogniser', before: 'on', after: 'off' }]);
    expect((await phone.ask(session.id)) as object).toMatchObject({ models: ['face-api-128'] });
    const { body } = await phone.caller.get('/api/face_template').expect(200);
    expect(body).toMatchObject({ models: ['face-api-128'], is_update_wanted: false });
    const marked = await phone.mark(session.id, descriptors(three(phone.face), undefined));
    expect(marked.body).toMatchObject({ state: 'present' });
    session = await buildOpenSession(app.database.db, { course });
    expect((await phone.mark(session.id, descriptors(three(phone.face), three(makeSecondFace())))).body).toMatchObject({
      state: 'present',
    });
    session = await buildOpenSession(app.database.db, { course });
    expect(await tryOut(three(phone.face), 'x')).toEqual(refused('No face'));
  });

  it('on again: both are wanted', async () => {
    await switchTo('off');
    await switchTo('on');
    expect((await phone.ask(session.id)) as object).toMatchObject({ models: ['face-api-128', 'mobilefacenet-128'] });
    expect((await phone.mark(session.id)).body).toMatchObject({ state: 'present' });
  });
});
