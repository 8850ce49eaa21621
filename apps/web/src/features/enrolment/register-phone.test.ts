import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { forgetCsrfToken } from '#lib/api.ts';
import { blockLocalStorage, fakeLocalStorage, fakeServer, fromBase64Url, type Sent } from '#lib/fake-server.ts';
import { getDeviceHash, hasDeviceId } from './device-id.ts';
import { forgetPhone } from './forget-phone.ts';
import { getPhoneKeyState } from './phone-key-state.ts';
import { deletePhoneKey, findPhoneKey } from './phone-keys.ts';
import { registerPhone } from './register-phone.ts';

const nonce = () => ({ json: { nonce: 'n1', expires_at: '2026-01-05T08:00:00.000Z' } });
const refuse = (code: string, status: number) => ({ status, json: { code, message: 'words', request_id: 'r' } });
let person = 0;

beforeEach(() => {
  forgetCsrfToken();
  fakeLocalStorage();
  person += 1;
});

function registerAs(answer: (sent: Sent) => ReturnType<typeof refuse> | { json: unknown } | 'no_answer') {
  return fakeServer({ 'POST /api/device_keys/nonce': nonce, 'POST /api/device_keys': answer });
}

it('registers a key whose signature the server can check, and keeps its private half unreadable', async () => {
  const server = registerAs(() => ({ json: { id: 'key-1', state: 'active' } }));
  expect(await registerPhone(`p${person}`, 'a password')).toEqual({ kind: 'registered', state: 'active' });

  const body = JSON.parse(server.to('/api/device_keys')[0]?.body ?? '');
  expect(Object.keys(body.public_key).sort()).toEqual(['crv', 'kty', 'x', 'y']);
  expect(body.device_id).toMatch(/^[0-9a-f]{64}$/);
  const key = await crypto.subtle.importKey('jwk', body.public_key, { name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'verify',
  ]);
  const signed = new TextEncoder().encode('hadir/v1/device\nn1');
  const signature = fromBase64Url(body.signature);
  expect(await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, signed)).toBe(true);

  const kept = await findPhoneKey(`p${person}`);
  expect(kept?.id).toBe('key-1');
  expect(kept?.pair.privateKey.extractable).toBe(false);
});

it('offers the same key again when the first answer got lost, so that no second phone is made', async () => {
  const lost = registerAs(() => 'no_answer');
  expect(await registerPhone(`p${person}`, 'a password')).toEqual({ kind: 'unreachable' });
  const again = registerAs(() => ({ json: { id: 'key-1', state: 'active' } }));
  await registerPhone(`p${person}`, 'a password');
  const keyOf = (server: typeof lost) => JSON.parse(server.to('/api/device_keys')[0]?.body ?? '').public_key;
  expect(keyOf(again)).toEqual(keyOf(lost));
});

it('makes another key when the server will not have the kept one', async () => {
  registerAs(() => 'no_answer');
  await registerPhone(`p${person}`, 'a password');
  const keys: string[] = [];
  registerAs(({ body }) => {
    keys.push(JSON.parse(body).public_key.x);
    return keys.length === 1 ? refuse('already_exists', 409) : { json: { id: 'key-2', state: 'pending' } };
  });
  expect(await registerPhone(`p${person}`, 'a password')).toEqual({ kind: 'registered', state: 'pending' });
  expect(new Set(keys).size).toBe(2);
});

it('says how the phone stands by what the server still knows of its key', async () => {
  const id = `p${person}`;
  const list = (items: object[]) =>
    fakeServer({ 'GET /api/device_keys': () => ({ json: { items, next_to_end: null } }) });
  const at = '2026-01-05T08:00:00.000Z';
  const key = (state: string) => ({
    id: 'key-9',
    label: 'Phone',
    state,
    origin: 'first',
    created_at: at,
    last_used_at: null,
  });
  expect(await getPhoneKeyState(id)).toEqual({ kind: 'missing' });
  registerAs(() => ({ json: { id: 'key-9', state: 'active' } }));
  await registerPhone(id, 'a password');
  for (const [items, state] of [
    [[key('active')], { kind: 'active' }],
    [[key('pending')], { kind: 'waiting', id: 'key-9', label: 'Phone', registeredAt: at }],
    [[key('revoked')], { kind: 'lost' }],
    [[], { kind: 'lost' }],
  ] as const) {
    list([...items]);
    expect(await getPhoneKeyState(id)).toEqual(state);
  }
});

it('says that site data are blocked instead of failing', async () => {
  blockLocalStorage();
  expect(hasDeviceId()).toBe(false);
  expect(await getPhoneKeyState(`p${person}`)).toEqual({ kind: 'blocked' });
});

it('says so when the browser has lost the key, and no longer when the person has forgotten the phone', async () => {
  const id = `p${person}`;
  const bodies: { lost_key?: boolean; device_id: string }[] = [];
  const register = async (keyId: string) => {
    registerAs(({ body }) => {
      bodies.push(JSON.parse(body));
      return { json: { id: keyId, state: 'active' } };
    });
    await registerPhone(id, 'a password');
  };
  await register('key-1');
  await deletePhoneKey(id);
  expect(await getPhoneKeyState(id)).toEqual({ kind: 'evicted' });
  await register('key-2');
  fakeServer({
    'DELETE /api/device_keys/key-2': () => ({ json: { success: true } }),
  });
  await forgetPhone(id, 'key-2');
  expect(await findPhoneKey(id)).toBeNull();
  expect(await getPhoneKeyState(id)).toEqual({ kind: 'missing' });
  await register('key-3');
  expect(bodies.map(({ lost_key }) => lost_key)).toEqual([undefined, true, undefined]);
  expect(new Set(bodies.map(({ device_id }) => device_id)).size).toBe(1);
});

it('keeps the device id when the browser clears one of its stores', async () => {
  const before = await getDeviceHash();
  fakeLocalStorage();
  expect(await getDeviceHash()).toBe(before);
});
