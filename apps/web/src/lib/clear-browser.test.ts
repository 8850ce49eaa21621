import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { clearBrowser, isSomebodyElse } from './clear-browser.ts';

function fakeStorage(entries: Record<string, string>) {
  const storage: Record<string, unknown> = { ...entries };
  const hidden = (value: unknown) => ({ value, enumerable: false });
  return Object.defineProperties(storage, {
    getItem: hidden((key: string) => storage[key] ?? null),
    setItem: hidden((key: string, value: string) => void Object.assign(storage, { [key]: value })),
    removeItem: hidden((key: string) => void Reflect.deleteProperty(storage, key)),
    clear: hidden(() => {
      for (const key of Object.keys(storage)) Reflect.deleteProperty(storage, key);
    }),
  });
}

const cached = new Set<string>();

beforeEach(() => {
  vi.stubGlobal(
    'localStorage',
    fakeStorage({
      'hadir.device-id': 'device',
      'hadir.registered': 'grace',
      'hadir-preferences': '{}',
      'hadir-room-receipt': '{}',
      'from-a-later-version': 'x',
    }),
  );
  vi.stubGlobal('sessionStorage', fakeStorage({ draft: 'words' }));
  cached.clear();
  for (const name of ['workbox-precache-v2-http://x/', 'assets', 'screens', 'models', 'model-manifest', 'replies'])
    cached.add(name);
  vi.stubGlobal('caches', { keys: async () => [...cached], delete: async (name: string) => cached.delete(name) });
});

const open = (name: string) =>
  new Promise<void>((resolve) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });

it('leaves device id, keys and outbox, and what is the same for everybody', async () => {
  for (const name of ['hadir-keys', 'hadir-outbox', 'workbox-expiration', 'drafts']) await open(name);
  await clearBrowser();
  expect(Object.keys(localStorage)).toEqual(['hadir.device-id', 'hadir.registered']);
  expect(Object.keys(sessionStorage)).toEqual([]);
  expect((await indexedDB.databases()).map(({ name }) => name)).toEqual([
    ...['hadir-keys', 'hadir-outbox', 'workbox-expiration'],
  ]);
  expect([...cached]).toEqual(['workbox-precache-v2-http://x/', 'assets', 'screens', 'models', 'model-manifest']);
});

it('waits for no database that is in use elsewhere, not the second time either', async () => {
  const held = indexedDB.open('drafts');
  await new Promise((resolve) => held.addEventListener('success', resolve));
  await clearBrowser();
  await clearBrowser();
  held.result.close();
});

it('leaves what a person has brought to the sign-in, where told so', async () => {
  await clearBrowser(['hadir-room-receipt']);
  expect(Object.keys(localStorage)).toContain('hadir-room-receipt');
});

it('does not fail where the browser stores nothing', async () => {
  for (const name of ['localStorage', 'sessionStorage', 'caches', 'indexedDB']) vi.stubGlobal(name, undefined);
  await clearBrowser();
  expect(isSomebodyElse('grace')).toBe(false);
  vi.unstubAllGlobals();
});

it('knows whether somebody else was here before, until they sign out', async () => {
  expect(isSomebodyElse('grace')).toBe(false);
  expect(isSomebodyElse('grace')).toBe(false);
  expect(isSomebodyElse('leila')).toBe(true);
  expect(isSomebodyElse('leila')).toBe(false);
  await clearBrowser();
  expect(isSomebodyElse('grace')).toBe(false);
});
