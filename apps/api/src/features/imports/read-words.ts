import { plainWord } from '@hadir/contract/import-words.ts';

type Words = Record<string, readonly string[]>;

const genders = {
  female: ['f', 'female', 'girl', 'woman', 'p', 'perempuan', 'wanita', 'ke', 'kike', 'mke', 'mwanamke', 'أنثى', 'انثى'],
  male: ['m', 'male', 'boy', 'man', 'l', 'laki-laki', 'pria', 'me', 'kiume', 'mume', 'mwanamume', 'ذكر'],
  other: ['o', 'other', 'x', 'lainnya', 'nyingine', 'آخر'],
} as const satisfies Words;

const languages = {
  en: ['en', 'english', 'inggris', 'kiingereza', 'الإنجليزية'],
  id: ['id', 'indonesian', 'bahasa indonesia', 'indonesia', 'kiindonesia', 'الإندونيسية'],
  sw: ['sw', 'swahili', 'kiswahili', 'السواحلية'],
  ar: ['ar', 'arabic', 'arab', 'kiarabu', 'العربية', 'عربي'],
} as const satisfies Words;

const roles = {
  teacher: ['teacher', 'guru', 'mwalimu', 'معلم', 'المعلم'],
  viewer: ['viewer', 'reader', 'pembaca', 'peninjau', 'msomaji', 'mtazamaji', 'مشاهد', 'قارئ'],
  admin: ['admin', 'administrator', 'msimamizi', 'المشرف', 'مشرف'],
} as const satisfies Words;

/** By any of its names in the four languages; null for anything else. */
export const readGender = reader(genders);
export const readLanguage = reader(languages);
export const readRole = reader(roles);

function reader<T extends Words>(words: T): (text: string) => keyof T | null {
  const names: (keyof T)[] = Object.keys(words);
  const known = new Map(names.flatMap((name) => (words[name] ?? []).map((word) => [plainWord(word), name] as const)));
  return (text) => known.get(plainWord(text)) ?? null;
}

/** Digits of any script as 0 to 9. */
export function plainDigits(text: string): string {
  // Digits of a script stand together in tens from zero on: https://www.unicode.org/versions/latest/ch04.pdf (4.6)
  return text.normalize('NFKC').replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)));
}

function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return (code - zero) % 10;
}

/** A day written as `2010-05-31`, `31/05/2010`, `31.5.2010` or the like, the day before the month; null for others. */
export function readDay(text: string): string | null {
  const plain = plainDigits(text).replace(/[\u200e\u200f]/g, '');
  const [, year, month, day] =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(plain) ??
    swap(/^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(plain)) ??
    [];
  if (year === undefined || month === undefined || day === undefined) return null;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function swap(match: RegExpExecArray | null) {
  return match && [match[0], match[3], match[2], match[1]];
}
