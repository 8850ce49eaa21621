import { RiskItem } from '@hadir/contract/attempts.ts';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import type { ClassSession, Person } from '#generated/prisma/client.ts';
import { framesOf, makeFace, picturesOf } from '#test/faces.ts';
import { openMarkScene } from '#test/mark-scene.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import type { Phone } from '#test/phone.ts';

let app: TestApp;
let student: Person;
let session: ClassSession;
let phone: Phone;

beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  ({ student, session, phone } = await openMarkScene(app));
});

async function riskOfLast() {
  const attempt = await app.database.db.attendanceAttempt.findFirstOrThrow({
    where: { studentId: student.id },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  return { state: attempt.state, risk: z.array(RiskItem).parse(attempt.risk) };
}

it('fixes on three continents within one try give points', async () => {
  const at = (second: number) => new Date(Date.now() + second * 1000).toISOString();
  const positions = [
    { lat: 40.71, lng: -74, accuracy: 10, at: at(-3) },
    { lat: -6.2, lng: 106.8, accuracy: 5, at: at(-2) },
    { lat: 51.5, lng: -0.12, accuracy: 2e7, at: at(-1) },
  ];
  expect((await phone.mark(session.id, { positions })).body).toMatchObject({ success: true, state: 'present' });
  const { state, risk } = await riskOfLast();
  expect(state).toBe('flagged');
  expect(risk).toMatchObject([{ component: 'impossible_speed', points: 40, detail: { why: 'one_try', seconds: 1 } }]);
});

it('a refused fix that knows nothing does not hide the one before', async () => {
  expect((await phone.mark(session.id, { lat: -7.2 })).body.code).toBe('outside_campus');
  expect((await phone.mark(session.id, { lat: -6.9, accuracy: 2e7 })).body.code).toBe('outside_campus');
  expect((await phone.mark(session.id)).body).toMatchObject({ success: true });
  const { state, risk } = await riskOfLast();
  expect([state, risk.map(({ component }) => component)]).toEqual(['flagged', ['impossible_speed']]);
});

it('a try here that is refused does not hide one from far away', async () => {
  expect((await phone.mark(session.id, { lat: -1.29, lng: 36.82 })).body.code).toBe('outside_campus');
  const unlike = { descriptors: { 'face-api-128': picturesOf(makeFace(), 3) } };
  expect((await phone.mark(session.id, unlike)).body.code).toBe('face_not_accepted');
  expect((await phone.mark(session.id)).body).toMatchObject({ success: true });
  const { state, risk } = await riskOfLast();
  expect([state, risk.map(({ component }) => component)]).toEqual(['flagged', ['impossible_speed']]);
});

it('frames that last longer than the challenge is old give points', async () => {
  await phone.mark(session.id, { frames: framesOf(3).map((frame, i) => ({ ...frame, t_ms: i * 1e9 })) });
  const { state, risk } = await riskOfLast();
  expect(state).toBe('flagged');
  expect(risk).toMatchObject([{ component: 'liveness_timing', points: 30, detail: { why: 'too_long' } }]);
});
