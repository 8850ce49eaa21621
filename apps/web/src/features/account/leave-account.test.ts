import 'fake-indexeddb/auto';
import type { Me } from '@hadir/contract/sign-in.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { findOwner, keepOwner } from '#features/offline/owner.ts';
import { isLeaving } from '#features/sign-in/leaving.ts';
import { becomeSignedIn, meQuery } from '#features/sign-in/me.ts';
import { forgetCsrfToken } from '#lib/api.ts';
import { blockLocalStorage, fakeLocalStorage, fakeServer } from '#lib/fake-server.ts';
import { queryClient } from '#lib/query-client.ts';
import { leaveAccount } from './leave-account.ts';

const me: Me = {
  ...{ id: 'amina', name: 'Amina', email: null, role: 'student', has_photo: false, lacks_second_factor: false },
  preferences: { language: 'device', theme: 'device', contrast: 'device' },
  school: { id: 'school', name: 'School', time_zone: 'UTC' },
};
const ended = { json: { success: true } };
const ask = () => queryClient.fetchQuery({ ...meQuery, retry: false, staleTime: 0 });

/** A server that amina's cookie still opens until it has been told. */
function serve(canSignOut = true) {
  let isSignedIn = true;
  return fakeServer({
    'GET /api/me': () =>
      isSignedIn ? { json: me } : { status: 401, json: { code: 'not_signed_in', message: 'words', request_id: 'r' } },
    'POST /api/sign_out': () => {
      if (!canSignOut) return { status: 503, json: { code: 'unavailable', message: 'words', request_id: 'r' } };
      isSignedIn = false;
      return ended;
    },
  });
}

const goneServer = () => fakeServer({ 'GET /api/csrf': () => 'no_answer', 'GET /api/me': () => 'no_answer' });

beforeEach(async () => {
  fakeLocalStorage();
  forgetCsrfToken();
  queryClient.clear();
  await keepOwner(me);
});

afterEach(() => vi.useRealTimers());

it('without network the phone opens for nobody at once, also when it has network again', async () => {
  goneServer();
  const reload = vi.fn();
  await leaveAccount(reload);
  expect(reload).toHaveBeenCalledOnce();
  expect(await findOwner()).toBeNull();
  await expect(ask()).rejects.toMatchObject({ failure: { kind: 'unreachable' } });
  const server = serve();
  expect(await ask()).toBeNull();
  expect(server.sent.map(({ path }) => path)).toEqual(['/api/csrf', '/api/sign_out', '/api/me']);
  expect(isLeaving()).toBe(false);
});

it('a server that cannot end the sign-in now is asked again, and tells nobody until then', async () => {
  serve(false);
  await leaveAccount(() => undefined);
  await expect(ask()).rejects.toMatchObject({ failure: { code: 'unavailable' } });
  serve();
  expect(await ask()).toBeNull();
});

it('whoever signs in next stays signed in', async () => {
  goneServer();
  await leaveAccount(() => undefined);
  const server = serve();
  becomeSignedIn(me);
  expect(isLeaving()).toBe(false);
  expect(await ask()).toMatchObject({ id: me.id });
  expect(server.to('/api/sign_out')).toEqual([]);
});

it('a browser that could not remember it says that the server was not told', async () => {
  goneServer();
  blockLocalStorage();
  const reload = vi.fn();
  await expect(leaveAccount(reload)).rejects.toMatchObject({ failure: { kind: 'unreachable' } });
  expect(reload).not.toHaveBeenCalled();
});

it('a server that says nothing holds nobody up', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  fakeServer({ 'POST /api/sign_out': () => 'silence' });
  const reload = vi.fn();
  const left = leaveAccount(reload);
  await vi.waitUntil(() => vi.getTimerCount() > 0);
  await vi.advanceTimersByTimeAsync(5_000);
  await left;
  expect(reload).toHaveBeenCalledOnce();
  expect(isLeaving()).toBe(true);
});

it('what the screens still ask for is asked for no longer', async () => {
  serve();
  const asked = queryClient.fetchQuery({
    queryKey: ['counts'],
    queryFn: ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  });
  await Promise.all([expect(asked).rejects.toThrow(), leaveAccount(() => undefined)]);
});
