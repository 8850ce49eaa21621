import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { CheckResult } from '@hadir/contract/attempts.ts';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import type { ClassSession, Person } from '#generated/prisma/client.ts';

import { callAs } from '#test/call-as.ts';
import { openMarkScene } from '#test/mark-scene.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import type { Phone } from '#test/phone.ts';
import { checkOrder } from './judged-check.ts';

// The other side of each race is a transaction held open by hand, so that its moment is certain.

let app: TestApp;
let teacher: Person;
let student: Person;
let session: ClassSession;
let phone: Phone;

beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

beforeEach(async () => {
  ({ teacher, student, session, phone } = await openMarkScene(app));
});

const attempts = () => app.database.db.attendanceAttempt.findMany({ where: { studentId: student.id } });

/** Numbers of the kept checks, and what became of one of them. */
function checksOf(attempt: { checks: unknown } | undefined, one: number) {
  const checks = z.array(CheckResult).parse(attempt?.checks);
  return { order: checks.map(({ check }) => check), outcome: checks.find(({ check }) => check === one)?.outcome };
}

/** Runs `statement`, sends what `send` sends, and ends the transaction only once that waits for it. */
async function against<T>(statement: string, values: unknown[], end: 'COMMIT' | 'ROLLBACK', send: () => Promise<T>) {
  const client = await app.database.pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(statement, values);
    let isDone = false;
    const sent = send().finally(() => {
      isDone = true;
    });
    await wait(400);
    expect(isDone).toBe(false);
    await client.query(end);
    return await sent;
  } finally {
    client.release();
  }
}

const otherRecord = `
  INSERT INTO attendance_records (id, school_id, session_id, student_id, method, status, state, marked_at)
  VALUES ($1, $2, $3, $4, 'manual', 'present', $5::"RecordState", now())`;
const recordValues = (state: string) => [randomUUID(), student.schoolId, session.id, student.id, state];

it('a record made between reading and writing: a duplicate, kept as one', async () => {
  const { status, body } = await against(otherRecord, recordValues('confirmed'), 'COMMIT', () =>
    phone.mark(session.id),
  );
  expect([status, body.code]).toEqual([400, 'already_marked']);
  const [attempt] = await attempts();
  expect(attempt).toMatchObject({ reason: 'Duplicate mark', code: 'already_marked', success: false, state: null });
  expect(checksOf(attempt, 10)).toEqual({ order: checkOrder, outcome: 'failed' });
  expect(await app.database.db.attendanceRecord.findMany()).toMatchObject([{ method: 'manual', state: 'confirmed' }]);
  expect(await app.database.db.faceProbe.count({ where: { personId: student.id } })).toBe(0);
});

it('a record made and rejected in the meantime leaves the slot free', async () => {
  const { body } = await against(otherRecord, recordValues('rejected'), 'COMMIT', () => phone.mark(session.id));
  expect(body).toMatchObject({ success: true, state: 'present' });
});

it('a mark by hand over a mark that is just being written keeps the values of that mark', async () => {
  const staff = await callAs(app, teacher);
  const path = `/api/class_sessions/${session.id}/records/${student.id}`;
  const { status, body } = await against(otherRecord, recordValues('flagged'), 'COMMIT', () =>
    staff.post(path, { status: 'late', reason: 'Came at ten' }).then((answer) => answer),
  );
  expect([status, body.record?.status]).toEqual([200, 'late']);
  expect(await app.database.db.recordRevision.findMany()).toMatchObject([
    { before: { status: 'present', state: 'flagged' }, after: { status: 'late', state: 'confirmed' } },
  ]);
});

it('a challenge used up between reading and writing counts once', async () => {
  const challenge = await phone.ask(session.id);
  const use = 'UPDATE challenges SET used_at = now() WHERE id = $1';
  const send = () => phone.send(challenge, phone.markBody(session.id, challenge));
  const { status, body } = await against(use, [challenge.challenge_id], 'COMMIT', send);
  expect([status, body.code]).toEqual([400, 'challenge_invalid']);
  const [attempt] = await attempts();
  expect(attempt).toMatchObject({ reason: 'Challenge invalid', code: 'challenge_invalid', success: false });
  expect(checksOf(attempt, 7)).toEqual({ order: checkOrder, outcome: 'failed' });
  expect(await app.database.db.attendanceRecord.count({ where: { studentId: student.id } })).toBe(0);
});

it('a challenge whose other use came to nothing is still good', async () => {
  const challenge = await phone.ask(session.id);
  const use = 'UPDATE challenges SET used_at = now() WHERE id = $1';
  const send = () => phone.send(challenge, phone.markBody(session.id, challenge));
  expect((await against(use, [challenge.challenge_id], 'ROLLBACK', send)).status).toBe(200);
});

it('copies of a mark that is refused use the challenge up once too', async () => {
  const challenge = await phone.ask(session.id);
  const body = phone.markBody(session.id, challenge, { lat: -6.3 });
  await Promise.all([1, 2, 3, 4, 5, 6].map(() => phone.send(challenge, body)));
  const reasons = (await attempts()).map(({ reason }) => reason).sort();
  expect(reasons).toEqual([...Array(5).fill('Challenge invalid'), 'Outside campus']);
});

it('a session deleted between reading and writing: kept as an attempt on an unknown session', async () => {
  const challenge = await phone.ask(session.id);
  const send = () => phone.send(challenge, phone.markBody(session.id, challenge));
  const { status, body } = await against('DELETE FROM class_sessions WHERE id = $1', [session.id], 'COMMIT', send);
  expect(status).toBe(400);
  expect(['session_not_found', 'challenge_invalid']).toContain(body.code);
  expect(await attempts()).toMatchObject([{ sessionId: null, claimedSessionId: session.id, success: false }]);
});
