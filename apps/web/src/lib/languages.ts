import type { Language } from '@hadir/contract/preferences.ts';

type Manner = {
  /** In its own words, so that who looks for it can read it. */
  readonly name: string;
  readonly dir: 'ltr' | 'rtl';
  /** BCP 47, for dates and numbers. */
  readonly locale: string;
};

/** English words stand beside days before months and a clock of 24 hours; Arabic beside the digits that room codes are typed with. */
export const languages: Record<Language, Manner> = {
  en: { name: 'English', dir: 'ltr', locale: 'en-GB' },
  id: { name: 'Bahasa Indonesia', dir: 'ltr', locale: 'id-ID' },
  sw: { name: 'Kiswahili', dir: 'ltr', locale: 'sw-KE' },
  ar: { name: 'العربية', dir: 'rtl', locale: 'ar-u-ca-gregory-nu-latn' },
};

export const isLanguage = (text: unknown): text is Language =>
  typeof text === 'string' && Object.hasOwn(languages, text);

/** The first wanted language that there is, English when there is none. @param wanted BCP 47, as the browser says */
export function chooseLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const language = primaryOf(tag);
    if (isLanguage(language)) return language;
  }
  return 'en';
}

function primaryOf(tag: string): string | null {
  try {
    // Old phones still say `in` for Indonesian; this knows.
    return new Intl.Locale(tag).language;
  } catch {
    return null;
  }
}
