import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ClassSession, Person } from '#generated/prisma/client.ts';
import { type Caller, callAs } from '#test/call-as.ts';
import { openMarkScene } from '#test/mark-scene.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import type { Phone } from '#test/phone.ts';

let app: TestApp;
let student: Person;
let session: ClassSession;
let phone: Phone;
let staff: Caller;

beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  const scene = await openMarkScene(app);
  ({ student, session, phone } = scene);
  staff = await callAs(app, scene.teacher);
});

const reject = async (answer: { was_in_room?: boolean }) => {
  const url = `/api/class_sessions/${session.id}/records/${student.id}`;
  const { status } = await staff.post(url, { decision: 'reject', reason: 'Looked', ...answer });
  expect(status).toBe(200);
};
const reasons = async () =>
  (await app.database.db.attendanceRecord.findFirstOrThrow({ where: { studentId: student.id } })).reviewReasons;

it.each(['confirmed', 'pending'])('after a mark of who was not in the room the next one waits: %s', async (state) => {
  if (state === 'pending') await app.database.db.faceTemplate.updateMany({ data: { state: 'provisional' } });
  await phone.mark(session.id);
  await reject({ was_in_room: false });
  await app.database.db.faceTemplate.updateMany({ data: { state: 'confirmed' } });
  expect((await phone.mark(session.id)).body).toMatchObject({ success: true, state: 'pending' });
  expect(await reasons()).toEqual(['rejected_before']);
  // The last word about the room counts, not the last word.
  await reject({});
  expect((await phone.mark(session.id)).body).toMatchObject({ state: 'pending' });
  await reject({ was_in_room: true });
  expect((await phone.mark(session.id)).body).toMatchObject({ state: 'present' });
});

it('a mark that was rejected for something else counts again', async () => {
  await phone.mark(session.id);
  await reject({});
  expect((await phone.mark(session.id)).body).toMatchObject({ state: 'present' });
  expect(await reasons()).toEqual([]);
});
