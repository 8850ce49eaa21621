import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';

type Tree = { readonly [key: string]: string | Tree };

type WithoutPlural<K extends string> = K extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : K;

/** Dotted paths of all texts in a catalogue; `_one` and `_other` forms share one key. */
export type TextKey<T> = {
  [K in keyof T & string]: T[K] extends string ? WithoutPlural<K> : `${K}.${TextKey<T[K]>}`;
}[keyof T & string];

type Values = Record<string, string | number>;
type Text<T> = (key: TextKey<T>, values?: Values) => string;

i18next.use(initReactI18next);
void i18next.init({
  lng: 'en',
  fallbackLng: 'en',
  resources: {},
  initAsync: false,
  keySeparator: '.',
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
});

/**
 * A feature's catalogue: a hook for components and a function for everything else.
 * The English file is the source of the keys; other languages hang on the same name.
 */
export function defineTexts<const T extends Tree>(name: string, catalogues: { en: T }) {
  i18next.addResourceBundle('en', name, catalogues.en, true, true);
  const translate: (key: string, options: Record<string, unknown>) => string = i18next.t;
  const text: Text<T> = (key, values) => translate(key, { ns: name, ...values });
  function useTexts(): Text<T> {
    useTranslation(name);
    return text;
  }
  return { useTexts, text };
}

/** By language: English words stand beside days before months and a clock of 24 hours. */
const formats: Record<string, string> = { en: 'en-GB' };

/** BCP 47 locale in which dates and numbers are written. */
export function locale(): string {
  return formats[i18next.language] ?? i18next.language;
}
