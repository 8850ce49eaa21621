import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '#generated/prisma/client.ts';
import { buildCourse, buildStudent, buildTeacher } from '#test/build.ts';
import { buildFace } from '#test/build-face.ts';
import { callAs } from '#test/call-as.ts';
import { makeFace, makeSecondFace, moved, picturesOf } from '#test/faces.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { openPhone, type Phone } from '#test/phone.ts';

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
  phone = await openPhone(app, student, makeFace(), makeSecondFace());
  await phone.register();
});

const templateOf = ({ id }: { id: string }) =>
  app.database.db.faceTemplate.findUnique({ where: { personId: id }, include: { shots: true } });
const ownFace = async () => (await phone.caller.get('/api/face_template').expect(200)).body;
const shots = (first: unknown, second: unknown) => ({
  'face-api-128': first,
  ...(second !== undefined && { 'mobilefacenet-128': second }),
});
const five = (face: readonly number[] | null) => picturesOf(face ?? [], 5);
const confirm = async () => (await callAs(app, teacher)).post(`/api/people/${student.id}/face_template/confirm`, {});

describe('enrolling with two recognisers', () => {
  it('keeps shots and mean of both, and nothing more is wanted', async () => {
    expect((await phone.enrol()).body).toEqual({ state: 'provisional' });
    const kept = await templateOf(student);
    const models = kept?.shots.map(({ model }) => model).sort();
    expect(models).toEqual([...Array(5).fill('face-api-128'), ...Array(5).fill('mobilefacenet-128')]);
    expect(kept?.secondSealedMean).toHaveLength(12 + 128 * 4 + 16);
    expect(await ownFace()).toMatchObject({ is_update_wanted: false });
  });

  it('by the first alone counts, and the other is wanted', async () => {
    expect((await phone.enrol(shots(five(phone.face), undefined))).status).toBe(200);
    expect(await ownFace()).toMatchObject({ is_update_wanted: true, models: ['face-api-128', 'mobilefacenet-128'] });
    expect(await templateOf(student)).toMatchObject({ secondSealedMean: null });
  });

  it.each<[string, () => unknown]>([
    ['four shots', () => picturesOf(phone.second ?? [], 4)],
    ['zeros', () => Array(5).fill(Array(128).fill(0))],
    ['127 numbers', () => five(phone.second).map((shot) => shot.slice(1))],
    ['a huge norm', () => five(phone.second).map((shot) => shot.map((value) => value * 3))],
    ['a still picture', () => Array(5).fill(phone.second)],
    ['five people', () => [1, 2, 3, 4, 5].map(makeSecondFace)],
    ['nothing in a list', () => []],
  ])('refuses %s of the second, with the words of the first', async (_, made) => {
    const { status, body } = await phone.enrol(shots(five(phone.face), made()));
    expect([status, body.code]).toEqual([400, 'shots_not_accepted']);
    expect(await templateOf(student)).toBeNull();
  });

  it('refuses the very shots of the second that are enrolled already', async () => {
    const same = five(phone.second);
    expect((await phone.enrol(shots(five(phone.face), same))).status).toBe(200);
    expect((await phone.enrol(shots(five(phone.face), same))).body.code).toBe('shots_not_accepted');
  });

  it('refuses an average of the school in the second', async () => {
    const crowd = makeSecondFace();
    for (let i = 0; i < 20; i += 1) {
      const one = await buildStudent(app.database.db, { schoolId: teacher.schoolId });
      await buildFace(app.context, one, { second: moved(crowd, 0.5) });
    }
    expect((await phone.enrol(shots(five(phone.face), five(crowd)))).body.code).toBe('shots_not_accepted');
    expect((await phone.enrol()).status).toBe(200);
  });

  it('ignores what nobody knows', async () => {
    const given = { ...shots(five(phone.face), five(phone.second)), another: [[1]] };
    expect((await phone.enrol(given)).status).toBe(200);
  });

  it('switched off keeps the first alone, and still takes nothing malformed', async () => {
    const settings = { second_recogniser: 'off' };
    await app.database.db.school.update({ where: { id: student.schoolId }, data: { settings } });
    const malformed = five(phone.second).map((shot) => shot.slice(1));
    expect((await phone.enrol(shots(five(phone.face), malformed))).body.code).toBe('shots_not_accepted');
    expect((await phone.enrol()).status).toBe(200);
    expect((await templateOf(student))?.shots).toHaveLength(5);
    expect(await ownFace()).toMatchObject({ is_update_wanted: false, models: ['face-api-128'] });
  });
});

describe('a confirmed face of the first recogniser, enrolled anew with both', () => {
  beforeEach(async () => {
    await phone.enrol(shots(five(phone.face), undefined));
    expect((await confirm()).status).toBe(200);
  });

  it('stays confirmed, by the word of the same teacher', async () => {
    const before = await templateOf(student);
    expect((await phone.enrol()).body).toEqual({ state: 'confirmed' });
    const after = await templateOf(student);
    expect(after).toMatchObject({ state: 'confirmed', confirmedById: teacher.id, confirmedAt: before?.confirmedAt });
    expect(after?.id).not.toBe(before?.id);
  });

  it('is provisional where the first does not know it', async () => {
    const other = moved(phone.face, 0.8);
    expect((await phone.enrol(shots(five(other), five(phone.second)))).body).toEqual({ state: 'provisional' });
  });

  it('is provisional from a phone that nobody has vouched for', async () => {
    await app.database.db.deviceKey.update({ where: { id: phone.keyId }, data: { confirmedAt: null } });
    expect((await phone.enrol()).body).toEqual({ state: 'provisional' });
  });

  it('is provisional where it looks like somebody else', async () => {
    const other = await buildStudent(app.database.db, { schoolId: teacher.schoolId });
    await buildFace(app.context, other, { face: moved(phone.face, 0.1), second: moved(phone.second ?? [], 0.1) });
    expect((await phone.enrol()).body).toEqual({ state: 'provisional' });
    expect(await templateOf(student)).toMatchObject({ hold: 'duplicate_face' });
  });

  it('is provisional the next time, and without the second', async () => {
    expect((await phone.enrol(shots(five(phone.face), undefined))).body).toEqual({ state: 'provisional' });
    await confirm();
    expect((await phone.enrol()).body).toEqual({ state: 'confirmed' });
    expect((await phone.enrol()).body).toEqual({ state: 'provisional' });
  });
});

describe('a further phone', () => {
  const further = async () => openPhone(app, student, phone.face, phone.second);
  const show = (first: unknown, second: unknown) => ({ descriptors: shots(first, second) });
  const three = (face: readonly number[] | null) => picturesOf(face ?? [], 3);

  beforeEach(async () => {
    await phone.enrol();
  });

  it('shows the face by both, and both are kept, so that they are shown once', async () => {
    const [first, second] = [three(phone.face), three(phone.second)];
    expect((await (await further()).register(show(first, second))).status).toBe(200);
    const probes = await app.database.db.faceProbe.findMany({ where: { personId: student.id } });
    expect(probes.map(({ model }) => model).sort()).toEqual(['face-api-128', 'mobilefacenet-128']);
    const again = await (await further()).register(show(three(phone.face), second));
    expect([again.status, again.body.code]).toEqual([400, 'face_not_accepted']);
  });

  it.each<[string, () => unknown]>([
    ['of somebody else', () => three(makeSecondFace())],
    ['of fewer frames', () => picturesOf(phone.second ?? [], 2)],
    ['that is none', () => three(Array(128).fill(0))],
  ])('is refused with a second %s', async (_, made) => {
    const answer = await (await further()).register(show(three(phone.face), made()));
    expect([answer.status, answer.body.code]).toEqual([400, 'face_not_accepted']);
  });

  it('that knows the first alone is judged by it, and waits like any other', async () => {
    const answer = await (await further()).register(show(three(phone.face), undefined));
    expect([answer.status, answer.body.state]).toEqual([200, 'pending']);
  });
});
