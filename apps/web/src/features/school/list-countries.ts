import { countries } from '@hadir/contract/countries.ts';
import { locale } from '#lib/i18n.ts';

/** A country by its name in the language of the screens. */
export function nameCountry(code: string): string {
  return new Intl.DisplayNames(locale(), { type: 'region' }).of(code) ?? code;
}

/** Countries by their names in the language of the screens. */
export function listCountries(): { code: string; name: string }[] {
  const names = new Intl.DisplayNames(locale(), { type: 'region' });
  return countries
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .toSorted((a, b) => a.name.localeCompare(b.name, locale()));
}
