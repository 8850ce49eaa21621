import { Preferences } from '@hadir/contract/preferences.ts';
import { z } from 'zod';
import { create } from 'zustand';
import { setLanguage } from './i18n.ts';
import { chooseLanguage } from './languages.ts';

const KEY = 'hadir-preferences';
const asDevice: Preferences = { language: 'device', theme: 'device', contrast: 'device' };

/** Of the person who is signed in on this browser: a copy that is there before the server answers. */
const Kept = Preferences.extend({ person_id: z.string() });
type Kept = z.infer<typeof Kept>;

/** What the screens look like and speak now. */
export const usePreferences = create<Preferences>(() => asDevice);

/** At start: as the person who has not signed out wants it. Resolves once the words are there. */
export function startPreferences(): Promise<void> {
  const kept = readKept();
  followed = kept?.person_id ?? null;
  return show(kept ?? asDevice);
}

/** Whose choice is shown. */
let followed: string | null = null;

/** The screens become this person's, on this browser until they sign out. */
export async function followPerson(personId: string, preferences: Preferences): Promise<void> {
  followed = personId;
  keep({ person_id: personId, ...preferences });
  await show(preferences);
}

/** Nobody is signed in any more: whoever is next begins as the device does and finds nothing of the last one. */
export async function followNobody(): Promise<void> {
  if (followed === null) return;
  followed = null;
  tried = {};
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Without storage there is nothing to find.
  }
  await show(asDevice);
}

let tried: Partial<Preferences> = {};

/** Before anybody is signed in: for this page, and for the person who then signs in on it. */
export function tryPreferences(change: Partial<Preferences>): Promise<void> {
  tried = { ...tried, ...change };
  return show({ ...usePreferences.getState(), ...change });
}

/** What was chosen before signing in, once. */
export function takeTried(): Partial<Preferences> {
  const chosen = tried;
  tried = {};
  return chosen;
}

async function show(preferences: Preferences): Promise<void> {
  usePreferences.setState(preferences, true);
  const { theme, contrast, language } = preferences;
  document.documentElement.dataset.theme = theme;
  document.documentElement.dataset.contrast = contrast;
  colourBrowser(theme);
  await setLanguage(language === 'device' ? chooseLanguage(navigator.languages) : language);
}

/** The bars round the page take its colour, whatever the device would choose. */
function colourBrowser(theme: Preferences['theme']): void {
  const paper = getComputedStyle(document.documentElement).getPropertyValue('--paper').trim();
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    meta.dataset.ofDevice ??= meta.content;
    meta.content = theme === 'device' ? meta.dataset.ofDevice : paper;
  }
}

function readKept(): Kept | null {
  try {
    return Kept.parse(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
  } catch {
    return null;
  }
}

function keep(kept: Kept): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Without storage the choice holds as long as the page, and comes again from the server.
  }
}
