import { listAttempts } from '@hadir/contract/attempts.ts';
import { mark } from '@hadir/contract/attendance.ts';
import { getMe, signOut } from '@hadir/contract/sign-in.ts';
import { beforeEach, expect, it, vi } from 'vitest';
import { call, callOrThrow, forgetCsrfToken, onSignedOut, onStepUpNeeded, onTooOld } from './api.ts';
import { CallFailed } from './failure.ts';
import { fakeServer } from './fake-server.ts';

beforeEach(forgetCsrfToken);

const error = (code: string) => ({ code, message: 'words', request_id: 'request-1' });

it('fetches the token once and sends it with every unsafe request', async () => {
  const server = fakeServer({ 'POST /api/sign_out': () => ({ json: { success: true } }) });
  await call(signOut, {});
  await call(signOut, {});
  expect(server.to('/api/csrf')).toHaveLength(1);
  expect(server.to('/api/sign_out').map(({ headers }) => headers.get('x-csrf-token'))).toEqual(['token-1', 'token-1']);
});

it('fetches another token once when the first is refused, and no third', async () => {
  const server = fakeServer({ 'POST /api/sign_out': () => ({ status: 403, json: error('csrf_refused') }) });
  expect(await call(signOut, {})).toMatchObject({ kind: 'refused', code: 'csrf_refused' });
  expect(server.to('/api/sign_out').map(({ headers }) => headers.get('x-csrf-token'))).toEqual(['token-1', 'token-2']);
});

it('says unreachable when no answer comes, also for the token', async () => {
  fakeServer({ 'GET /api/csrf': () => 'no_answer', 'GET /api/me': () => 'no_answer' });
  expect(await call(getMe, {})).toEqual({ kind: 'unreachable' });
  expect(await call(signOut, {})).toEqual({ kind: 'unreachable' });
});

it('takes the words of a gateway for no answer, and other foreign words for unexpected', async () => {
  fakeServer({ 'GET /api/me': () => ({ status: 502, json: 'Bad gateway' }) });
  expect(await call(getMe, {})).toEqual({ kind: 'unreachable' });
  fakeServer({ 'GET /api/me': () => ({ status: 200, json: { id: 7 } }) });
  expect(await call(getMe, {})).toEqual({ kind: 'unexpected', status: 200, requestId: 'request-1' });
});

it('says its version with every request, and tells those who listen when that is too old', async () => {
  const listener = vi.fn();
  const stop = onTooOld(listener);
  const server = fakeServer({ 'GET /api/me': () => ({ status: 426, json: error('client_too_old') }) });
  await call(getMe, {});
  expect(server.sent[0]?.headers.get('x-client-version')).toMatch(/^\d+\.\d+\.\d+$/);
  await call(getMe, { isOfEarlier: true });
  expect(listener).toHaveBeenCalledOnce();
  stop();
  await call(getMe, {});
  expect(listener).toHaveBeenCalledOnce();
});

it('sends a call again once the person has shown who they are, and not when they would not', async () => {
  let isSteppedUp = false;
  const server = fakeServer({
    'GET /api/me': () => (isSteppedUp ? { json: {} } : { status: 403, json: error('step_up_needed') }),
  });
  const decline = onStepUpNeeded(async () => false);
  expect(await call(getMe, {})).toMatchObject({ kind: 'refused', code: 'step_up_needed' });
  expect(server.to('/api/me')).toHaveLength(1);
  decline();
  expect(await call(getMe, {})).toMatchObject({ kind: 'refused', code: 'step_up_needed' });
  const stop = onStepUpNeeded(async () => {
    isSteppedUp = true;
    return true;
  });
  expect(await call(getMe, {})).toMatchObject({ kind: 'unexpected', status: 200 });
  expect(server.to('/api/me')).toHaveLength(4);
  stop();
});

it('tells those who listen that nobody is signed in, and only then', async () => {
  const listener = vi.fn();
  const stop = onSignedOut(listener);
  fakeServer({ 'GET /api/me': () => ({ status: 403, json: error('not_allowed') }) });
  await call(getMe, {});
  expect(listener).not.toHaveBeenCalled();
  fakeServer({ 'GET /api/me': () => ({ status: 401, json: error('not_signed_in') }) });
  await call(getMe, {});
  stop();
  await call(getMe, {});
  expect(listener).toHaveBeenCalledOnce();
});

it('brings the next step of a refused mark, and the fields of a refused form', async () => {
  fakeServer({
    'POST /api/session_attendance/mark': () => ({
      status: 400,
      json: { success: false, code: 'outside_campus', message: 'words', next: 'move_closer' },
    }),
    'GET /api/me': () => ({
      status: 400,
      json: { ...error('invalid_request'), fields: [{ path: 'name', message: 'too long' }] },
    }),
  });
  expect(await call(mark, { rawBody: '{}' })).toMatchObject({ code: 'outside_campus', next: 'move_closer' });
  await expect(callOrThrow(getMe, {})).rejects.toThrow(CallFailed);
  expect(await call(getMe, {})).toMatchObject({ fields: [{ path: 'name', message: 'too long' }] });
});

it('sends a raw body byte for byte and leaves empty filters out of the address', async () => {
  const server = fakeServer({
    'POST /api/session_attendance/mark': () => 'no_answer',
    'GET /api/attempts': () => 'no_answer',
  });
  await call(mark, { rawBody: '{ "a" :1}' });
  expect(server.to('/api/session_attendance/mark')[0]?.body).toBe('{ "a" :1}');
  await call(listAttempts, { query: { cursor: undefined, session_id: 'a b' } });
  expect(server.sent.at(-1)?.path).toBe('/api/attempts?session_id=a+b');
});

it("rejects with the caller's own reason when the caller leaves", async () => {
  fakeServer({ 'GET /api/me': () => 'no_answer' });
  const leaving = new AbortController();
  leaving.abort(new Error('left'));
  await expect(call(getMe, { signal: leaving.signal })).rejects.toThrow('left');
});
