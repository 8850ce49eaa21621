import { getFaceCalibration } from '@hadir/contract/calibration.ts';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { z } from 'zod';
import type { Person } from '#generated/prisma/client.ts';
import { buildAdmin, buildCourse, buildOpenSession, buildStudent, buildTeacher } from '#test/build.ts';
import { buildFace } from '#test/build-face.ts';
import { type Caller, callAs } from '#test/call-as.ts';
import { makeFace, makeSecondFace } from '#test/faces.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { openReadyPhone } from '#test/phone.ts';
import { readAudit } from '#test/read-audit.ts';

let app: TestApp;
let owner: Person;
let admin: Caller;

beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

beforeEach(async () => {
  owner = await buildAdmin(app.database.db);
  admin = await callAs(app, owner);
});

async function addFaces(count: number, given: Parameters<typeof buildFace>[2] = {}): Promise<Person[]> {
  const people: Person[] = [];
  for (let i = 0; i < count; i += 1) {
    const person = await buildStudent(app.database.db, { schoolId: owner.schoolId });
    await buildFace(app.context, person, given);
    people.push(person);
  }
  return people;
}

type Reply = z.infer<(typeof getFaceCalibration)['reply']>;

async function look(): Promise<Reply> {
  const { body } = await admin.get('/api/face_calibration').expect(200);
  return getFaceCalibration.reply.parse(body);
}

const of = ({ recognisers }: Reply, by: string) => {
  const found = recognisers.find((one) => one.by === by);
  if (!found) throw new Error(`nothing is said of ${by}`);
  return found;
};

it('tells nothing of a few people', async () => {
  await addFaces(9);
  const reply = await look();
  expect(reply).toMatchObject({ people: 9, least_people: 10, threshold: 0.5 });
  expect(of(reply, 'first')).toMatchObject({ people: 9, bins: [], shots: 45 });
  expect(of(reply, 'first').suggestions).toMatchObject([
    { share: 0.001, people_needed: 142, threshold: null, shots_refused: null },
    { share: 0.01, people_needed: 46, threshold: null },
  ]);
  await addFaces(1);
  expect(of(await look(), 'first').bins.length).toBeGreaterThan(0);
});

it('tells how the confirmed faces of the own school lie, by each recogniser and by both', async () => {
  for (let i = 0; i < 48; i += 1) await addFaces(1, { second: makeSecondFace() });
  const [first, second] = await addFaces(2);
  await addFaces(1, { given: { state: 'provisional' } });
  await addFaces(1, { given: { hold: 'duplicate_face' } });
  const elsewhere = await buildStudent(app.database.db);
  await buildFace(app.context, elsewhere);
  const [personAId = '', personBId = ''] = [first?.id ?? '', second?.id ?? ''].sort();
  const { schoolId } = owner;
  await app.database.db.twinPair.create({ data: { schoolId, personAId, personBId, reason: 'sisters' } });
  const reply = await look();
  expect(reply.people).toBe(50);
  expect(of(reply, 'first')).toMatchObject({ people: 50, strangers: 1224, shots: 250, decides: false });
  expect(of(reply, 'second')).toMatchObject({ people: 48, strangers: 1128, shots: 240, decides: false });
  const together = of(reply, 'together');
  expect(together).toMatchObject({ people: 48, strangers: 1128, shots: 240, marks: 0, decides: true });
  const sum = (kind: 'strangers' | 'shots') => together.bins.reduce((all, bin) => all + bin[kind], 0);
  expect([sum('strangers'), sum('shots')]).toEqual([1128, 240]);
  // Pictures of a made-up face lie about 0.06 from the mean of others, and made-up faces far from each other.
  expect(together.bins.findLast(({ shots }) => shots > 0)?.from).toBeLessThan(0.2);
  expect(together.bins.find(({ strangers }) => strangers > 0)?.from).toBeGreaterThan(0.5);
  const [thousandth, hundredth] = together.suggestions;
  expect(thousandth?.threshold).toBeNull();
  expect(hundredth).toMatchObject({ shots_refused: 0, marks_refused: null });
  expect(hundredth?.threshold).toBeGreaterThan(0.5);
  expect(hundredth?.low).toBeLessThan(hundredth?.high ?? 0);
});

it('counts marks that count, by what each recogniser has measured', async () => {
  const { db } = app.database;
  const teacher = await buildTeacher(db, { schoolId: owner.schoolId });
  const [both, one] = [1, 2].map(() => buildStudent(db, { schoolId: owner.schoolId }));
  const students = [await both, await one].filter((student) => student !== undefined);
  const course = await buildCourse(db, { teacher, students });
  const session = await buildOpenSession(db, { course });
  for (const [i, student] of students.entries()) {
    const phone = await openReadyPhone(app, student, makeFace(), i === 0 ? makeSecondFace() : null);
    expect((await phone.mark(session.id)).body).toMatchObject({ state: 'present' });
  }
  const whose = { studentId: { in: students.map(({ id }) => id) } };
  await db.attendanceRecord.updateMany({ where: whose, data: { state: 'flagged' } });
  expect(of(await look(), 'first').marks).toBe(0);
  await db.attendanceRecord.updateMany({ where: whose, data: { state: 'confirmed' } });
  // What is kept was measured before staff confirmed them; another face has it measured anew.
  await addFaces(1);
  const reply = await look();
  expect(['together', 'first', 'second'].map((by) => of(reply, by).marks)).toEqual([1, 2, 1]);
});

it('says that the first decides where the second is switched off', async () => {
  await admin.patch('/api/settings', { version: 1, reason: 'old phones', second_recogniser: 'off' }).expect(200);
  expect((await look()).recognisers.map(({ by, decides }) => [by, decides])).toEqual([
    ['together', false],
    ['first', true],
    ['second', false],
  ]);
});

it('is measured once for those who ask at once, and the view is noted', async () => {
  await addFaces(12);
  const replies = await Promise.all([look(), look(), look()]);
  expect(new Set(replies.map(({ calculated_at }) => calculated_at)).size).toBe(1);
  const views = await readAudit(app.database.db, { schoolId: owner.schoolId, action: 'face_calibration.viewed' });
  expect(views.length).toBeGreaterThan(0);
});
