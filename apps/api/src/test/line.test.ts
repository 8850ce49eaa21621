import { line } from '@hadir/contract/field.ts';
import { expect, it } from 'vitest';

it.each<[string, string, boolean]>([
  ['a name', 'Amina Wanjiku', true],
  ['another script', 'عائشة', true],
  ['a zero-width joiner inside a name', 'می\u200cخواهم', true],
  ['an emoji of several', '👩\u200d🏫', true],
  ['one letter', 'Ø', true],
  ['a number', '7', true],
  ['punctuation', '-', true],
  ['only zero-width spaces', '\u200b\u200b\u200b', false],
  ['only word joiners', '\u2060\u2060\u2060', false],
  ['only fillers', '\u3164\u115f\uffa0', false],
  ['only the blank of Braille', '\u2800', false],
  ['only combining marks', '\u0301\u0301', false],
  ['only spaces', '   ', false],
  ['an embedding', 'Amina \u202brenimA', false],
  ['an override', 'Amina \u202egnp.exe', false],
  ['an isolate', 'Amina \u2066x\u2069', false],
  ['two lines', 'Amina\nWanjiku', false],
])('%s', (_, text, isTaken) => {
  expect(line(1, 100).safeParse(text).success).toBe(isTaken);
});

it('that may be empty may also show nothing, and turns nothing round', () => {
  for (const text of ['', '\u200b']) expect(line(0, 100).safeParse(text).success).toBe(true);
  expect(line(0, 100).safeParse('\u202e').success).toBe(false);
});
