import 'fake-indexeddb/auto';
import type { OfflineTicket } from '@hadir/contract/offline.ts';
import type { Me } from '@hadir/contract/sign-in.ts';
import { beforeEach, expect, it, vi } from 'vitest';
import { keepPhoneKey } from '#features/enrolment/phone-keys.ts';
import { hashBody, makeKeyPair } from '#features/enrolment/signing.ts';
import { findChain } from '#features/offline/chain.ts';
import { findOwner, forgetOwner } from '#features/offline/owner.ts';
import { withPhoneDb } from '#features/offline/phone-db.ts';
import { renewTickets } from '#features/offline/renew-tickets.ts';
import { listTickets } from '#features/offline/tickets.ts';
import { forgetCsrfToken, onTooOld } from '#lib/api.ts';
import { fakeLocalStorage, fakeServer, type Sent } from '#lib/fake-server.ts';
import type { Evidence } from './build-mark.ts';
import { keepOfflineMark } from './keep-offline-mark.ts';
import { listComing } from './list-coming.ts';
import { keepMark, listJudgedMarks, listKeptMarks } from './outbox.ts';
import { dismissMark, useOutbox } from './outbox-store.ts';
import { sendOfflineMarks } from './send-offline-marks.ts';

const SEND = '/api/offline_marks';
const RESTART = '/api/offline_chain/restart';
const preferences = { language: 'device', theme: 'device', contrast: 'device' } as const;
const meOf = (id: string): Me => ({
  ...{ id, name: 'Amina', email: null, role: 'student', has_photo: false, lacks_second_factor: false, preferences },
  school: { id: 'school', name: 'School', time_zone: 'UTC' },
});
const start = 'a'.repeat(64);
const ticketOf = (id: string): OfflineTicket => ({
  ...{ id: `ticket-${id}`, ticket: `signed-${id}`, geofence: null, room_code: 'offered', models: [], min_frames: 3 },
  ...{ liveness_plan: [], liveness_alternatives: [], passive_liveness: false },
  session: {
    ...{ id, title: `Class ${id}`, course_code: 'C1', room: '', place: null },
    starts_at: '2026-11-20T08:00:00.000Z',
    ends_at: '2026-11-20T09:00:00.000Z',
  },
  send_until: '2026-11-22T09:00:00.000Z',
});

type Reply = ReturnType<Parameters<typeof fakeServer>[0][string]>;
const pending: Reply = { json: { success: true, status: 'present', state: 'pending', message: 'words' } };
const refuse = (code: string): Reply => ({
  status: code === 'chain_broken' ? 409 : 400,
  json: { success: false, code, message: 'words', next: 'try_again' },
});

let key: { personId: string; id: string; pair: CryptoKeyPair };

/** The server; `person` is signed in on this browser. */
function serve(
  answer: (sent: Sent) => Reply,
  person = 'amina',
  tickets = ['one', 'two'],
  seq = 1,
  restart: () => Reply = () => ({ json: { success: true } }),
) {
  return fakeServer({
    'GET /api/me': () => ({ json: meOf(person) }),
    [`POST ${SEND}`]: answer,
    [`POST ${RESTART}`]: restart,
    'POST /api/offline_tickets': () => ({
      json: { now: '2026-11-20T07:00:00.000Z', chain: { seq, previous: start }, tickets: tickets.map(ticketOf) },
    }),
  });
}

beforeEach(async () => {
  forgetCsrfToken();
  fakeLocalStorage();
  useOutbox.setState({ marks: [], results: [], pausedUntil: 0, unopened: {} });
  for (const store of ['marks', 'judged', 'tickets', 'owner', 'chains', 'keys'] as const) {
    await withPhoneDb((db) => db.clear(store));
  }
  key = { personId: 'amina', id: 'key-1', pair: await makeKeyPair() };
  await keepPhoneKey(key);
  serve(() => pending);
  await renewTickets(meOf('amina'), async () => false);
});

async function capture(session: string, minutes = 60, at = performance.now()) {
  const [ticket] = (await listTickets('amina')).filter((one) => one.session.id === session);
  const given = ticket ?? ticketOf(session);
  const evidence: Evidence = {
    challenge: {
      ...given,
      challenge_id: given.id,
      nonce: '',
      expires_at: given.send_until,
      min_client_version: '0.1.0',
    },
    session: given.session,
    claim: { kind: 'room_code', roomCode: { code: '123456' } },
    ...{ fixes: [], deviceHash: 'b'.repeat(64), client: { version: '0.1.0', screen: '1x1@1' } },
  };
  const clocks = {
    wallMs: Date.now() + minutes * 60_000,
    monoMs: at + minutes * 60_000,
    origin: performance.timeOrigin,
  };
  return keepOfflineMark(evidence, given, key, clocks);
}

it('keeps records in a chain, each naming the hash of the one before, and uses a ticket once', async () => {
  expect(await capture('one')).toEqual({ kind: 'saved', markId: 'ticket-one' });
  expect(await capture('two')).toEqual({ kind: 'saved', markId: 'ticket-two' });
  expect(await capture('two')).toEqual({ kind: 'saved', markId: 'ticket-two' });
  const marks = await listKeptMarks();
  const claims = marks.map(({ rawBody }) => JSON.parse(rawBody).offline);
  expect(claims).toMatchObject([
    { seq: 1, previous: start, ticket: 'signed-one' },
    { seq: 2, previous: await hashBody(marks[0]?.rawBody ?? ''), ticket: 'signed-two' },
  ]);
  // An hour after the server was heard, on its clock.
  expect(claims[0].captured_at).toMatch(/^2026-11-20T08:00:0/);
  expect(await listTickets('amina')).toEqual([]);
});

it('two taps at one moment make one record', async () => {
  const both = await Promise.all([capture('one'), capture('one')]);
  expect(both.map(({ kind }) => kind)).toEqual(['saved', 'saved']);
  expect(await listKeptMarks()).toHaveLength(1);
  expect((await findChain('amina'))?.seq).toBe(2);
});

it('nothing of face, position, class or person lies readable on the phone', async () => {
  await capture('one');
  const rows = await withPhoneDb(async (db) => [
    ...(await db.getAll('marks')),
    ...(await db.getAll('tickets')),
    ...(await db.getAll('owner')),
  ]);
  expect(rows).toHaveLength(3);
  for (const row of rows) expect(Object.keys(row).sort()).toEqual(['id', 'iv', 'personId', 'sealed']);
  const text = rows.map(({ sealed }) => String.fromCharCode(...new Uint8Array(sealed))).join();
  expect(text).not.toMatch(/signed-|Class|Amina|123456/);
  const held = await withPhoneDb((db) => db.get('keys', 'amina'));
  expect(held?.key.extractable).toBe(false);
});

it('seals what a version before had kept in clear', async () => {
  const mark = { id: 'old', personId: 'amina', sessionId: 's', sessionTitle: 'Old', rawBody: '{}', keyId: 'k' };
  // Proven border: the shape of the version before.
  const row = { ...mark, signature: 'x', triesUntil: 1 } as never;
  await withPhoneDb((db) => db.put('marks', row));
  expect(await listKeptMarks()).toMatchObject([mark]);
  expect(Object.keys((await withPhoneDb((db) => db.get('marks', 'old'))) ?? {})).toContain('sealed');
});

it('tells of a mark that does not open any more', async () => {
  await capture('one');
  await withPhoneDb((db) => db.clear('keys'));
  expect(await listKeptMarks()).toEqual([]);
  expect(await listJudgedMarks()).toMatchObject([{ id: 'ticket-one', outcome: { kind: 'unreadable' } }]);
});

it('tells of a judgement that does not open any more, until its owner has seen it', async () => {
  await capture('one');
  serve(() => pending);
  await sendOfflineMarks('amina');
  await withPhoneDb((db) => db.clear('keys'));
  expect(await listJudgedMarks()).toMatchObject([
    { id: 'ticket-one', personId: 'amina', outcome: { kind: 'unreadable' } },
  ]);
  await dismissMark('ticket-one');
  expect(await withPhoneDb((db) => db.count('judged'))).toBe(0);
});

it('sends in the order of the chain, without cookie and token, whoever is signed in', async () => {
  await capture('one');
  await capture('two');
  const server = serve(() => pending, 'budi');
  await sendOfflineMarks('budi');
  expect(server.to(SEND).map(({ body }) => JSON.parse(body).offline.seq)).toEqual([1, 2]);
  expect(server.sent.map(({ path }) => path)).toEqual([SEND, SEND]);
  expect(server.to(SEND)[0]?.headers.get('X-CSRF-Token')).toBeNull();
  expect(server.to(SEND)[0]?.headers.get('X-Device-Key')).toBe('key-1');
  expect(useOutbox.getState().results.map(({ personId, outcome }) => [personId, outcome.kind])).toEqual([
    ['amina', 'accepted'],
    ['amina', 'accepted'],
  ]);
});

it.each([
  ['no answer', 'no_answer' as const],
  ['a pause', { status: 429, json: { success: false, code: 'retry_later', message: 'words', next: 'wait' } }],
  ['a server that is down', { status: 503, json: { code: 'unavailable', message: 'words', request_id: 'r' } }],
])('%s ends the round, and both stay', async (_, reply) => {
  await capture('one');
  await capture('two');
  const server = serve(() => reply);
  await sendOfflineMarks('amina');
  expect(server.to(SEND)).toHaveLength(1);
  expect(await listKeptMarks()).toHaveLength(2);
});

it('a class that is not open yet: its mark stays with all behind it, and is asked about again after a while', async () => {
  await capture('one');
  await capture('two');
  const waiting: Reply = {
    status: 409,
    json: { success: false, code: 'not_possible_now', message: 'words', next: 'wait_until_open' },
  };
  const server = serve(() => waiting);
  await sendOfflineMarks('amina', 1_000);
  await sendOfflineMarks('amina', 30_999);
  expect(server.to(SEND)).toHaveLength(1);
  expect(await listKeptMarks()).toHaveLength(2);
  expect(await listJudgedMarks()).toEqual([]);
  expect(useOutbox.getState()).toMatchObject({ pausedUntil: 0, unopened: { 'ticket-one': 31_000 } });
  const open = serve(() => pending);
  await sendOfflineMarks('amina', 31_000);
  expect(open.to(SEND)).toHaveLength(2);
  expect(await listKeptMarks()).toEqual([]);
});

it('a refusal for good is told with its time, and the next one goes out', async () => {
  await capture('one');
  await capture('two');
  serve(({ body }) => (JSON.parse(body).offline.seq === 1 ? refuse('session_inactive') : pending));
  await sendOfflineMarks('amina');
  expect(await listKeptMarks()).toEqual([]);
  expect(await listJudgedMarks()).toMatchObject([
    {
      id: 'ticket-one',
      outcome: { kind: 'refused', code: 'session_inactive' },
      capturedAt: expect.stringMatching('2026-11-20'),
    },
    { id: 'ticket-two', outcome: { kind: 'accepted', state: 'pending' } },
  ]);
});

it('goes on behind a lost record once its owner is signed in, and not before', async () => {
  await capture('one');
  await capture('two');
  await withPhoneDb((db) => db.delete('marks', 'ticket-one'));
  let isMended = false;
  const broken = () => (isMended ? pending : refuse('chain_broken'));
  const before = serve(broken, 'budi');
  await sendOfflineMarks('budi');
  expect([before.to(RESTART).length, (await listKeptMarks()).length]).toEqual([0, 1]);
  const server = serve(broken);
  const [mark] = await listKeptMarks();
  const asked = vi.fn();
  const real = globalThis.fetch;
  globalThis.fetch = async (url, init) => {
    if (url === RESTART) {
      asked(JSON.parse(String(init?.body)));
      isMended = true;
    }
    return real(url, init);
  };
  await sendOfflineMarks('amina');
  expect(asked.mock.calls).toEqual([[{ seq: 2, previous: mark?.offline?.previous }]]);
  expect(server.to(SEND)).toHaveLength(2);
  expect(await listKeptMarks()).toEqual([]);
});

it('keeps its own chain while records wait, and takes that of the server otherwise, yet never back', async () => {
  await capture('one');
  const mine = await findChain('amina');
  serve(() => pending, 'amina', [], 7);
  await renewTickets(meOf('amina'), async () => true);
  expect(await findChain('amina')).toEqual(mine);
  await renewTickets(meOf('amina'), async () => false);
  expect(await findChain('amina')).toMatchObject({ seq: 7, previous: start });
  serve(() => pending, 'amina', [], 6);
  await renewTickets(meOf('amina'), async () => false);
  expect(await findChain('amina')).toMatchObject({ seq: 7, previous: start });
});

it.each([
  ['of before it', 1],
  ['that only looks newer', 9],
])('a record that is judged while tickets are fetched: the chain %s in the reply is not taken', async (_, seq) => {
  await capture('one');
  const mine = await findChain('amina');
  let isWaiting = true;
  const server = fakeServer({
    'POST /api/offline_tickets': () => {
      isWaiting = false;
      return { json: { now: '2026-11-20T07:00:00.000Z', chain: { seq, previous: start }, tickets: [] } };
    },
  });
  await renewTickets(meOf('amina'), async () => isWaiting);
  expect(server.to('/api/offline_tickets')).toHaveLength(1);
  expect(await findChain('amina')).toEqual(mine);
});

it.each([
  ['whose place is taken is told as lost, and the next one goes out', 2, [], ['refused', 'accepted']],
  ['that only met another change stays', 1, ['ticket-one', 'ticket-two'], []],
])('a record %s', async (_, serverSeq, kept, judged) => {
  await capture('one');
  await capture('two');
  const answers = ({ body }: Sent) => (JSON.parse(body).offline.seq === 1 ? refuse('chain_broken') : pending);
  serve(answers, 'amina', [], serverSeq, () => ({
    status: 409,
    json: { code: 'not_possible_now', message: 'words', request_id: 'r' },
  }));
  await sendOfflineMarks('amina');
  expect((await listKeptMarks()).map(({ id }) => id)).toEqual(kept);
  expect((await listJudgedMarks()).map(({ outcome }) => outcome.kind)).toEqual(judged);
});

it('knows whose app this is until somebody else is, or nobody', async () => {
  expect(await findOwner()).toMatchObject({ id: 'amina' });
  serve(() => pending, 'budi', []);
  await renewTickets(meOf('budi'), async () => false);
  expect(await findOwner()).toMatchObject({ id: 'budi' });
  await forgetOwner();
  expect([await findOwner(), await listTickets('budi')]).toEqual([null, []]);
});

it('says that there is no space, and keeps the chain where it was', async () => {
  const chain = await findChain('amina');
  const { IDBObjectStore } = globalThis;
  const add = IDBObjectStore.prototype.add;
  IDBObjectStore.prototype.add = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  expect(await capture('one')).toEqual({ kind: 'full' });
  IDBObjectStore.prototype.add = add;
  expect([await listKeptMarks(), await findChain('amina')]).toEqual([[], chain]);
});

it('a mark of a challenge goes another way', async () => {
  const mark = { id: 'online', personId: 'amina', sessionId: 's', sessionTitle: 'S', rawBody: '{}', keyId: 'k' };
  await keepMark({ ...mark, signature: 'x', triesUntil: 1 });
  const server = serve(() => pending);
  await sendOfflineMarks('amina');
  expect(server.sent).toEqual([]);
});

it('a classmate’s kept mark hides no class of mine on a shared phone, and my own does', () => {
  const now = Date.parse('2026-11-20T08:30:00.000Z');
  const shown = (personId: string) => {
    const marks = [{ personId, sessionId: 'one' }];
    const { coming } = listComing([ticketOf('one'), ticketOf('two')], { personId: 'amina', now, except: [], marks });
    return coming.map(({ session }) => session.id);
  };
  expect([shown('budi'), shown('amina')]).toEqual([['one', 'two'], ['two']]);
});

it('a mark that an earlier version of the app made is never lost for that, and does not call this one too old', async () => {
  await capture('one');
  const tooOld = vi.fn();
  const stop = onTooOld(tooOld);
  serve(() => refuse('client_too_old'));
  await sendOfflineMarks('amina');
  stop();
  expect(tooOld).not.toHaveBeenCalled();
  expect([(await listKeptMarks()).length, await listJudgedMarks()]).toEqual([1, []]);
});
