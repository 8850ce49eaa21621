import type { Language } from '@hadir/contract/preferences.ts';
import i18next, { type FormatterModule } from 'i18next';
import { useSyncExternalStore } from 'react';
import { languages } from './languages.ts';

type Tree = { readonly [key: string]: string | Tree };

type WithoutPlural<K extends string> = K extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : K;

/** Dotted paths of all texts in a catalogue; `_one` and `_other` forms share one key. */
export type TextKey<T> = {
  [K in keyof T & string]: T[K] extends string ? WithoutPlural<K> : `${K}.${TextKey<T[K]>}`;
}[keyof T & string];

type Values = Record<string, string | number>;
type Text<T> = (key: TextKey<T>, values?: Values) => string;

let current: Language = 'en';
/** Follows `current` once its words are there. */
let shown: Language = 'en';

/** BCP 47 locale in which dates and numbers are written. */
export function locale(): string {
  return languages[current].locale;
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** First strong isolate … pop directional isolate: a name of the other direction leaves the words round it in order. */
export function isolate(value: string): string {
  const isMixed = languages[current].dir === 'rtl' || rightToLeft.test(value);
  return isMixed && value !== '' ? `\u2068${value}\u2069` : value;
}

const formatter: FormatterModule = {
  type: 'formatter',
  init() {},
  add() {},
  addCached() {},
  format: (value) => (typeof value === 'number' ? new Intl.NumberFormat(locale()).format(value) : isolate(`${value}`)),
};

i18next.use(formatter);
void i18next.init({
  lng: 'en',
  fallbackLng: 'en',
  resources: {},
  initAsync: false,
  keySeparator: '.',
  interpolation: { escapeValue: false, alwaysFormat: true },
});

/** English comes with the feature that speaks it; the other languages are fetched by those who read them. */
const files = import.meta.glob<Tree>('/src/**/*.{id,sw,ar}.json', { import: 'default' });
const fileOf = new Map(Object.keys(files).map((path) => [path.slice(path.lastIndexOf('/') + 1), files[path]]));

const names = new Set<string>();
const loading = new Map<string, Promise<void>>();

function load(language: Language, name: string): Promise<void> {
  const file = `${name}.${language}.json`;
  const found = loading.get(file);
  if (found) return found;
  const loaded = fetchTexts(language, name, file);
  loading.set(file, loaded);
  return loaded;
}

async function fetchTexts(language: Language, name: string, file: string): Promise<void> {
  try {
    const texts = await fileOf.get(file)?.();
    if (texts) i18next.addResourceBundle(language, name, texts, true, true);
  } catch {
    // No network: English stands in, and the next screen asks again.
    loading.delete(file);
  }
}

/**
 * A feature's catalogue: a hook for components and a function for everything else.
 * The English file is the source of the keys; `<name>.<language>.json` beside it holds the others.
 */
export function defineTexts<const T extends Tree>(name: string, catalogues: { en: T }) {
  i18next.addResourceBundle('en', name, catalogues.en, true, true);
  names.add(name);
  if (current !== 'en') void load(current, name);
  const translate: (key: string, options: Record<string, unknown>) => string = i18next.t;
  const text: Text<T> = (key, values) => translate(key, { ns: name, ...values });
  function useTexts(): Text<T> {
    useLanguage();
    return text;
  }
  return { useTexts, text };
}

/** Until what the loaded features say is there in the language of the screen; never fails. */
export async function textsReady(): Promise<void> {
  await Promise.all([...names].map((name) => load(current, name)));
}

/** From here on the screens speak this language, read in its direction. */
export async function setLanguage(language: Language): Promise<void> {
  current = language;
  document.documentElement.lang = language;
  document.documentElement.dir = languages[language].dir;
  await textsReady();
  // Whoever chose again meanwhile has the last word.
  if (current !== language) return;
  shown = language;
  await i18next.changeLanguage(language);
}

/** The language of the screens; a component that shows it is drawn anew when it changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(watchLanguage, () => shown);
}

function watchLanguage(onChange: () => void): () => void {
  i18next.on('languageChanged', onChange);
  return () => i18next.off('languageChanged', onChange);
}
