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
// Years away from the clock of the computer that runs this.
const health = {
  status: 'ok',
  version: '0.1.0',
  database: 'ok',
  disk: 'ok',
  outbox: 'ok',
  at: '2031-05-05T07:00:00.000Z',
};
const make = 'POST /api/class_sessions';
const open = 'POST /api/class_sessions/s1/open';

test('a session that opens now takes its length from the clock of the server', async () => {
  const server = fakeServer({
    'GET /health': () => ({ json: health }),
    [make]: () => ({ json: session }),
    [open]: () => ({ json: { ...session, phase: 'open' } }),
  });
  expect(await openSession(wanted)).toMatchObject({ kind: 'opened', session: { phase: 'open' } });
  expect(JSON.parse(server.to('/api/class_sessions')[0]?.body ?? '')).toMatchObject({
    starts_at: '2031-05-05T07:00:00.000Z',
    ends_at: '2031-05-05T07:15:00.000Z',
  });
});

test('a session for later is planned and not opened', async () => {
  const server = fakeServer({ [make]: () => ({ json: session }) });
  const startsAt = Date.parse('2026-11-21T07:00:00.000Z');
  expect(await openSession({ ...wanted, startsAt })).toEqual({ kind: 'planned', session });
  expect(JSON.parse(server.to('/api/class_sessions')[0]?.body ?? '')).toMatchObject({
    starts_at: '2026-11-21T07:00:00.000Z',
    ends_at: '2026-11-21T07:15:00.000Z',
  });
});

test('a session that was made but not opened is told apart, so that nobody makes it twice', async () => {
  fakeServer({
    'GET /health': () => ({ json: health }),
    [make]: () => ({ json: session }),
    [open]: () => 'no_answer',
  });
  expect(await openSession(wanted)).toEqual({ kind: 'made_not_opened', session, failure: { kind: 'unreachable' } });
});

test('without an answer nothing is said to be made', async () => {
  fakeServer({ 'GET /health': () => 'no_answer', [make]: () => 'no_answer' });
  expect(await openSession(wanted)).toEqual({ kind: 'not_made', failure: { kind: 'unreachable' } });
});
