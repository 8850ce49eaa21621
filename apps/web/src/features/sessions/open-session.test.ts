import type { ClassSession } from '@hadir/contract/sessions.ts';
import { beforeEach, expect, test } from 'vitest';
import { forgetCsrfToken } from '#lib/api.ts';
import { fakeServer } from '#lib/fake-server.ts';
import { openSession, type SessionWanted } from './open-session.ts';

beforeEach(forgetCsrfToken);

const session: ClassSession = {
  id: 's1',
  course: { id: 'c1', code: 'BIO-11', title: 'Biology', section: 'B' },
  place: null,
  radius_m: null,
  title: 'Cells',
  room: 'Lab 2',
  starts_at: '2026-11-20T07:00:00.000Z',
  ends_at: '2026-11-20T07:15:00.000Z',
  phase: 'planned',
  teacher: { id: 't1', name: 'Teacher' },
  staff: [],
  opens_itself: false,
  cancel_reason: null,
};
const wanted: SessionWanted = {
  courseId: 'c1',
  placeId: null,
  radiusM: null,
  title: 'Cells',
  room: 'Lab 2',
  startsAt: null,
  minutes: 15,
};
const plan = 'POST /api/class_sessions';
const start = 'POST /api/class_sessions/now';

test('a session that opens now is made and opened in one, its times are those of the server', async () => {
  const open: ClassSession = { ...session, phase: 'open' };
  const server = fakeServer({ [start]: () => ({ json: open }) });
  expect(await openSession(wanted)).toEqual({ kind: 'opened', session: open });
  expect(JSON.parse(server.to('/api/class_sessions/now')[0]?.body ?? '')).toEqual({
    ...{ course_id: 'c1', place_id: null, radius_m: null, title: 'Cells', room: 'Lab 2', minutes: 15 },
  });
});

test('a session for later is planned and not opened', async () => {
  const server = fakeServer({ [plan]: () => ({ json: session }) });
  const startsAt = Date.parse('2026-11-21T07:00:00.000Z');
  expect(await openSession({ ...wanted, startsAt })).toEqual({ kind: 'planned', session });
  expect(JSON.parse(server.to('/api/class_sessions')[0]?.body ?? '')).toMatchObject({
    starts_at: '2026-11-21T07:00:00.000Z',
    ends_at: '2026-11-21T07:15:00.000Z',
  });
});

test('without an answer nothing is said to be made', async () => {
  fakeServer({ [plan]: () => 'no_answer', [start]: () => 'no_answer' });
  expect(await openSession(wanted)).toEqual({ kind: 'not_made', failure: { kind: 'unreachable' } });
});
