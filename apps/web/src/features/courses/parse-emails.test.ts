import { expect, test } from 'vitest';
import { parseEmails } from './parse-emails.ts';

test('lines, commas, semicolons, tabs and spaces part e-mails', () => {
  const text = 'a@example.org\nb@example.org, c@example.org;d@example.org\te@example.org f@example.org\r\n';
  expect(parseEmails(text)).toEqual({
    emails: ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}@example.org`),
    wrong: [],
  });
});

test('names around an e-mail in brackets are left out', () => {
  expect(parseEmails('Ayu Lestari <Ayu@Example.org>; "Putra, Eko" <eko@example.org>')).toEqual({
    emails: ['ayu@example.org', 'eko@example.org'],
    wrong: [],
  });
});

test('an e-mail given twice counts once, whatever its case', () => {
  expect(parseEmails('a@example.org A@EXAMPLE.ORG').emails).toEqual(['a@example.org']);
});

test('what is no e-mail is named', () => {
  expect(parseEmails('a@example.org\nayu(at)example.org\n@').wrong).toEqual(['ayu(at)example.org', '@']);
  expect(parseEmails('  \n ')).toEqual({ emails: [], wrong: [] });
});
