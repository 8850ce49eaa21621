import { Phone } from '@hadir/contract/guardians.ts';
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * A phone as people write it, in E.164; null where it cannot be one. Possible is enough: whether a number is given out
 * changes every month, and no list of it is current.
 * @param country ISO 3166-1 alpha-2 of the school, for numbers without a country code
 */
export function readPhone(typed: string, country: string): string | null {
  const parsed = isSupportedCountry(country)
    ? parsePhoneNumberFromString(typed, { defaultCountry: country, extract: false })
    : parsePhoneNumberFromString(typed, { extract: false });
  if (!parsed?.isPossible() || parsed.ext) return null;
  return Phone.safeParse(parsed.number).data ?? null;
}
