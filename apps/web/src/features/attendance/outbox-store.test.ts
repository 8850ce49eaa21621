import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { forgetCsrfToken } from '#lib/api.ts';
import { fakeServer } from '#lib/fake-server.ts';
import { canStillCount, forgetMark, isKept, type KeptMark, keepMark, listKeptMarks } from './outbox.ts';
import { dismissMark, readOutbox, resendMarks, useOutbox } from './outbox-store.ts';

const MARK = '/api/session_attendance/mark';
const now = 1_000_000;

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
  useOutbox.setState({ marks: [], results: [] });
  for (const { id } of await listKeptMarks()) await forgetMark(id);
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

it("leaves other people's marks and late ones alone", async () => {
  const server = fakeServer({});
  await keepMark(makeMark({ id: 'other', personId: 'budi' }));
  await keepMark(makeMark({ id: 'late', triesUntil: now }));
  await resendMarks('amina', now);
  expect(server.sent).toEqual([]);
  expect(useOutbox.getState().marks.map(({ id }) => id)).toEqual(['late', 'other']);
});

it.each([
  ['not_signed_in', 401],
  ['csrf_refused', 403],
  ['internal', 500],
  ['unavailable', 503],
])('keeps the mark when %s judges the way and not the mark', async (code, status) => {
  fakeServer({ [`POST ${MARK}`]: () => ({ status, json: { code, message: 'words', request_id: 'r' } }) });
  await keepMark(makeMark());
  await resendMarks('amina', now);
  expect(await isKept('challenge-1')).toBe(true);
  expect(useOutbox.getState().results).toEqual([]);
});

it('tells how a refused mark ended and forgets it', async () => {
  fakeServer({
    [`POST ${MARK}`]: () => ({
      status: 400,
      json: { success: false, code: 'already_marked', message: 'words', next: 'see_mark' },
    }),
  });
  await keepMark(makeMark());
  await resendMarks('amina', now);
  expect(useOutbox.getState()).toMatchObject({
    marks: [],
    results: [{ outcome: { kind: 'refused', code: 'already_marked', next: 'see_mark' } }],
  });
});

it('forgets a late mark when the person has seen it', async () => {
  await keepMark(makeMark({ triesUntil: 0 }));
  await readOutbox();
  expect(useOutbox.getState().marks).toHaveLength(1);
  await dismissMark('challenge-1');
  expect(useOutbox.getState().marks).toEqual([]);
  expect(await listKeptMarks()).toEqual([]);
});
