import 'fake-indexeddb/auto';
import type { Me } from '@hadir/contract/sign-in.ts';
import { beforeEach, expect, it } from 'vitest';
import { forgetCsrfToken } from '#lib/api.ts';
import { fakeServer, type Sent } from '#lib/fake-server.ts';
import {
  canStillCount,
  forgetMark,
  isKept,
  type KeptMark,
  keepMark,
  listJudgedMarks,
  listKeptMarks,
} from './outbox.ts';
import { dismissMark, resendMarks, useOutbox } from './outbox-store.ts';

const MARK = '/api/session_attendance/mark';
const now = 1_000_000;

type Reply = ReturnType<Parameters<typeof fakeServer>[0][string]>;

/** The server as `person` sees it who is signed in on this browser now. */
function serve(person: string, answer: (sent: Sent) => Reply) {
  const school = { id: 'school', name: 'School', time_zone: 'UTC' };
  const preferences: Me['preferences'] = { language: 'device', theme: 'device', contrast: 'device' };
  const me: Me = {
    ...{ id: person, name: 'Somebody', email: null, role: 'student', has_photo: false, school },
    ...{ preferences, lacks_second_factor: false },
  };
  return fakeServer({ 'GET /api/me': () => ({ json: me }), [`POST ${MARK}`]: answer });
}

const refuse = (status: number, code: string, next = 'try_again') => ({
  status,
  json: { success: false, code, message: 'words', next },
});
const error = (status: number, code: string) => ({ status, json: { code, message: 'words', request_id: 'r' } });

function makeMark(change: Partial<KeptMark> = {}): KeptMark {
  return {
    id: 'challenge-1',
    personId: 'amina',
    sessionId: 'session-1',
    sessionTitle: 'Algebra',
    rawBody: '{"a":1}',
    keyId: 'key-1',
    signature: 'signature-1',
    triesUntil: now + 60_000,
    ...change,
  };
}

beforeEach(async () => {
  forgetCsrfToken();
  useOutbox.setState({ marks: [], results: [], pausedUntil: 0 });
  for (const { id } of [...(await listKeptMarks()), ...(await listJudgedMarks())]) await forgetMark(id);
});

it('keeps marks over a restart, oldest first, and forgets one at a time', async () => {
  await keepMark(makeMark({ id: 'b', triesUntil: 2 }));
  await keepMark(makeMark({ id: 'a', triesUntil: 1 }));
  expect((await listKeptMarks()).map(({ id }) => id)).toEqual(['a', 'b']);
  await forgetMark('a');
  expect([await isKept('a'), await isKept('b')]).toEqual([false, true]);
});

it('counts a mark as long as its challenge lives', () => {
  expect(canStillCount(makeMark({ triesUntil: 10 }), 9)).toBe(true);
  expect(canStillCount(makeMark({ triesUntil: 10 }), 10)).toBe(false);
});

it("leaves other people's marks alone", async () => {
  const server = serve('amina', () => error(500, 'internal'));
  await keepMark(makeMark({ id: 'other', personId: 'budi' }));
  await resendMarks('amina', now);
  expect(server.to(MARK)).toEqual([]);
  expect(useOutbox.getState().marks.map(({ id }) => id)).toEqual(['other']);
});

it('sends nothing when another tab has signed in as somebody else, or nobody knows who is signed in', async () => {
  await keepMark(makeMark());
  const server = serve('budi', () => refuse(401, 'device_not_recognised'));
  await resendMarks('amina', now);
  expect(server.to(MARK)).toEqual([]);
  const silent = fakeServer({ 'GET /api/me': () => 'no_answer' });
  await resendMarks('amina', now);
  expect(silent.to(MARK)).toEqual([]);
  expect(await isKept('challenge-1')).toBe(true);
});

it.each([
  ['not_signed_in', error(401, 'not_signed_in')],
  ['csrf_refused', error(403, 'csrf_refused')],
  ['retry_later', refuse(429, 'retry_later', 'wait')],
  ['retry_later from the guard in front', error(429, 'retry_later')],
  ['internal', error(500, 'internal')],
  ['unavailable', error(503, 'unavailable')],
])('keeps the mark when %s judges the way and not the mark', async (_, reply) => {
  serve('amina', () => reply);
  await keepMark(makeMark());
  await resendMarks('amina', now);
  expect(await isKept('challenge-1')).toBe(true);
  expect(useOutbox.getState().results).toEqual([]);
});

it('sends no kept mark before the pause is over that the server asked for', async () => {
  const server = serve('amina', () => ({ ...refuse(429, 'retry_later', 'wait'), headers: { 'Retry-After': '30' } }));
  await keepMark(makeMark({ id: 'a' }));
  await keepMark(makeMark({ id: 'b' }));
  await resendMarks('amina', now);
  await resendMarks('amina', now + 29_999);
  expect(server.to(MARK)).toHaveLength(1);
  await resendMarks('amina', now + 30_000);
  expect(server.to(MARK)).toHaveLength(2);
});

it('tells how a refused mark ended and keeps nothing of face and position', async () => {
  serve('amina', () => refuse(400, 'outside_campus', 'move_closer'));
  await keepMark(makeMark());
  await resendMarks('amina', now);
  const outcome = { kind: 'refused', code: 'outside_campus', next: 'move_closer' };
  const told = { id: 'challenge-1', personId: 'amina', sessionTitle: 'Algebra', outcome };
  expect(useOutbox.getState()).toMatchObject({ marks: [], results: [told] });
  expect([await listKeptMarks(), await listJudgedMarks()]).toEqual([[], [told]]);
});

it.each([
  [{ kind: 'refused', code: 'already_marked' }, refuse(400, 'already_marked', 'see_mark')],
  [{ kind: 'refused', code: 'challenge_invalid' }, refuse(400, 'challenge_invalid')],
])('sends a late mark too and learns from the answer whether it had arrived: %o', async (outcome, reply) => {
  const server = serve('amina', () => reply);
  await keepMark(makeMark({ triesUntil: now - 1 }));
  await resendMarks('amina', now);
  await resendMarks('amina', now);
  expect(server.to(MARK)).toHaveLength(1);
  expect(useOutbox.getState().results).toMatchObject([{ outcome }]);
});

it('forgets a mark when the person has seen how it ended', async () => {
  serve('amina', () => refuse(400, 'challenge_invalid'));
  await keepMark(makeMark());
  await resendMarks('amina', now);
  await dismissMark('challenge-1');
  expect(useOutbox.getState()).toMatchObject({ marks: [], results: [] });
  expect(await listJudgedMarks()).toEqual([]);
});
