import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  followNobody,
  followPerson,
  startPreferences,
  takeTried,
  tryPreferences,
  usePreferences,
} from './preferences.ts';

let kept: Map<string, string>;
let page: { lang: string; dir: string; dataset: Record<string, string> };

beforeEach(() => {
  kept = new Map();
  page = { lang: '', dir: '', dataset: {} };
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  vi.stubGlobal('navigator', { languages: ['sw-KE', 'en'] });
  vi.stubGlobal('document', { documentElement: page, querySelectorAll: () => [] });
  vi.stubGlobal('getComputedStyle', () => ({ getPropertyValue: () => '#fff' }));
});
afterEach(() => vi.unstubAllGlobals());

const own = { language: 'ar', theme: 'dark', contrast: 'more' } as const;

test('a browser that nobody has signed in on does as the device does', async () => {
  await startPreferences();
  expect(page).toMatchObject({ lang: 'sw', dataset: { theme: 'device', contrast: 'device' } });
});

test.each([false, true])(
  'what a person wants is there at the next start, and gone once they have signed out',
  async (isCleared) => {
    await followPerson('grace', own);
    await startPreferences();
    expect(page).toMatchObject({ lang: 'ar', dir: 'rtl', dataset: { theme: 'dark', contrast: 'more' } });
    // The copy may be gone already: signing out clears the browser.
    if (isCleared) kept.clear();
    await followNobody();
    expect(kept.size).toBe(0);
    expect(page).toMatchObject({ lang: 'sw', dir: 'ltr', dataset: { theme: 'device', contrast: 'device' } });
  },
);

test('a choice before signing in is kept nowhere, and goes to one person at most', async () => {
  await startPreferences();
  await tryPreferences({ language: 'id' });
  expect(page.lang).toBe('id');
  expect(kept.size).toBe(0);
  expect(takeTried()).toEqual({ language: 'id' });
  expect(takeTried()).toEqual({});
});

test('something else in the storage is no choice', async () => {
  kept.set('hadir-preferences', '{"person_id":"grace","language":"tlh"}');
  await startPreferences();
  expect(usePreferences.getState()).toEqual({ language: 'device', theme: 'device', contrast: 'device' });
});
