import { countries } from '@hadir/contract/countries.ts';
import { isSupportedCountry } from 'libphonenumber-js';
import { describe, expect, it } from 'vitest';
import { readPhone } from './read-phone.ts';

describe('a phone', () => {
  it.each([
    ['0712 345 678', 'KE', '+254712345678'],
    ['712345678', 'KE', '+254712345678'],
    ['+254 712 345 678', 'ID', '+254712345678'],
    ['0812-3456-7890', 'ID', '+6281234567890'],
    ['٠٧١٢٣٤٥٦٧٨', 'KE', '+254712345678'],
    ['(010) 1234 5678', 'EG', '+201012345678'],
    ['0034 612 34 56 78', 'DE', '+34612345678'],
  ])('%s in %s is %s', (typed, country, phone) => {
    expect(readPhone(typed, country)).toBe(phone);
  });

  it.each([
    ['12345', 'KE'],
    ['+1', 'KE'],
    ['+999 123 456 789', 'KE'],
    ['0712345678901234567', 'KE'],
    ['0712 345 678 ext. 5', 'KE'],
    ['call 0712 345 678', 'KE'],
    ['+44 1534 1', 'KE'],
  ])('%s in %s is none', (typed, country) => {
    expect(readPhone(typed, country)).toBeNull();
  });

  it('is known of every country that a school can be in', () => {
    expect(countries.filter((country) => !isSupportedCountry(country))).toEqual([]);
    expect(countries.length).toBe(new Set(countries).size);
  });
});
