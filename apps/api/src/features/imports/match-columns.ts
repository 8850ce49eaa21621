import { importWords, namePartWords, plainWord } from '@hadir/contract/import-words.ts';
import { type ImportField, type ImportKind, importFields } from '@hadir/contract/imports.ts';

/** What each column means, in their order; null for one that is left out. */
export type Mapping = (ImportField | null)[];

/** What columns mean by their names. A field stands for one column, the first; a name may come in parts. */
export function matchColumns(kind: ImportKind, headers: readonly string[]): Mapping {
  const fields: readonly ImportField[] = importFields[kind];
  const words = headers.map(plainWord);
  const isWhole = words.some((word) => isCalled(word, importWords.name));
  const taken = new Set<ImportField>();
  return words.map((word) => {
    if (!isWhole && fields.includes('name') && isCalled(word, namePartWords)) return 'name';
    const field = fields.find((one) => !taken.has(one) && isCalled(word, importWords[one])) ?? null;
    if (field !== null) taken.add(field);
    return field;
  });
}

function isCalled(word: string, names: readonly string[]): boolean {
  return word !== '' && names.some((name) => plainWord(name) === word);
}

/** Whether a mapping fits this file: a meaning for every column, each of the kind, none twice but the name. */
export function isMappingOf(kind: ImportKind, headers: readonly string[], mapping: Mapping): boolean {
  const fields: readonly ImportField[] = importFields[kind];
  const meant = mapping.filter((field) => field !== null);
  const once = meant.filter((field) => field !== 'name');
  return (
    mapping.length === headers.length &&
    meant.every((field) => fields.includes(field)) &&
    new Set(once).size === once.length
  );
}
