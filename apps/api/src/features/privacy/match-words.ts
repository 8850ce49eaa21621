import { Prisma } from '#generated/prisma/client.ts';

/** What a text is looked through for: quickly as it stands, then as a pattern that both engines read alike. */
export type Word = { text: string; pattern: string };

/** Letters of scripts that write words apart, and digits; small ones, as everything is compared in small letters. */
const letter = '[a-z0-9\\u00df-\\u024f\\u0370-\\u052f\\u1e00-\\u1fff]';
const firstLetter = new RegExp(`^${letter}`);
const lastLetter = new RegExp(`${letter}$`);

/** `2026-10` is no number in `2026-10-05`, and `ann@x.com` no address in `jo.ann@x.com`. */
const joined = { before: `(?<!${letter}[-+/._])`, after: `(?![-/._]${letter})` };

/** JSON writes a new line as `\n`: its letter belongs to no word. */
const starts = `(?:(?<!${letter})|(?<=\\\\[nrtbf])|(?<=\\\\u[0-9a-f]{4}))`;

/** A word in small letters, as the text holds it, that matches only where it is not a part of a longer one. */
export function toWord(text: string): Word {
  const isNumbered = /[\d@]/.test(text);
  const before = firstLetter.test(text) ? `${starts}${isNumbered ? joined.before : ''}` : '';
  const after = lastLetter.test(text) ? `(?!${letter})${isNumbered ? joined.after : ''}` : '';
  return { text, pattern: `${before}${text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}${after}` };
}

/** Whether a text or JSON in SQL names one of the words. */
export function matchWords(column: Prisma.Sql, words: readonly Word[]): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM unnest(${words.map(({ text }) => text)}::text[], ${words.map(({ pattern }) => pattern)}::text[])
      AS word (text, pattern)
    WHERE strpos(lower(${column}), word.text) > 0 AND lower(${column}) ~ word.pattern)`;
}
