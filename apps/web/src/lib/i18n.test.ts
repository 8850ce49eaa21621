import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { describeFailure } from './failure.ts';
import { formatList, formatNumber, formatPercentage, formatTimeRange } from './format.ts';
import { defineTexts, locale, setLanguage } from './i18n.ts';

const page = { lang: '', dir: '' };

beforeEach(() => {
  vi.stubGlobal('document', { documentElement: page });
});
afterEach(async () => {
  await setLanguage('en');
  vi.unstubAllGlobals();
});

const { text } = defineTexts('nowhere-else', {
  en: { greeting: 'Hello {{name}}', marks_one: '{{count}} mark', marks_other: '{{count}} marks' },
});

test('a catalogue is fetched in the language of the screen, which says so', async () => {
  expect(describeFailure({ kind: 'unreachable' })).toMatch(/^The server cannot be reached/);
  await setLanguage('ar');
  expect(page).toEqual({ lang: 'ar', dir: 'rtl' });
  expect(describeFailure({ kind: 'unreachable' })).toMatch(/^تعذّر الوصول/);
  await setLanguage('id');
  expect(page).toEqual({ lang: 'id', dir: 'ltr' });
  expect(describeFailure({ kind: 'unreachable' })).toMatch(/^Server tidak dapat/);
});

test('English stands in for what a language lacks', async () => {
  await setLanguage('sw');
  expect(text('marks', { count: 1 })).toBe('1 mark');
  expect(text('marks', { count: 2500 })).toBe('2,500 marks');
});

test('who chose twice gets the second language', async () => {
  const first = setLanguage('ar');
  await Promise.all([first, setLanguage('sw')]);
  expect(page).toEqual({ lang: 'sw', dir: 'ltr' });
  expect(describeFailure({ kind: 'unreachable' })).toMatch(/^Seva haipatikani/);
});

test('a value of the other direction leaves the sentence in order', async () => {
  expect(text('greeting', { name: 'Grace' })).toBe('Hello Grace');
  expect(text('greeting', { name: 'ليلى' })).toBe('Hello \u2068ليلى\u2069');
  await setLanguage('ar');
  expect(text('greeting', { name: 'Grace' })).toBe('Hello \u2068Grace\u2069');
  expect(formatList(['Grace', 'ليلى'])).toBe('\u2068Grace\u2069 و\u2068ليلى\u2069');
});

test('numbers and times are written as the language does, with the digits of room codes', async () => {
  await setLanguage('id');
  expect(formatNumber(12345.5)).toBe('12.345,5');
  expect(formatTimeRange('2026-11-20T13:05:00Z', '2026-11-20T14:00:00Z', 'UTC')).toMatch(/^13\.05\s?–\s?14\.00$/);
  await setLanguage('ar');
  expect(locale()).toMatch(/^ar/);
  expect(formatPercentage(87.5)).toMatch(/^87\.5/);
});
