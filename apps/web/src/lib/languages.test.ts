import { expect, test } from 'vitest';
import { chooseLanguage } from './languages.ts';

test.each([
  [['ar-EG', 'en'], 'ar'],
  [['fr-FR', 'sw-TZ', 'en-US'], 'sw'],
  [['in-ID'], 'id'],
  [['de', 'fr'], 'en'],
  [['not a tag', 'id'], 'id'],
  [['constructor', 'ar'], 'ar'],
  [[], 'en'],
])('a browser that wants %j speaks %s', (wanted, language) => {
  expect(chooseLanguage(wanted)).toBe(language);
});
