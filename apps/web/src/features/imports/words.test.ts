import { importWords, plainWord } from '@hadir/contract/import-words.ts';
import { ImportField, ImportKind, importFields } from '@hadir/contract/imports.ts';
import { expect, it } from 'vitest';
import ar from './imports.ar.json';
import en from './imports.en.json';
import id from './imports.id.json';
import sw from './imports.sw.json';

const catalogues = { en, id, sw, ar };

it.each(Object.keys(catalogues))('a template in %s has columns that an import knows by their names', (language) => {
  const words = Object.entries(catalogues).find(([key]) => key === language)?.[1].fields;
  for (const kind of ImportKind.options) {
    const known = importFields[kind].map((field) => {
      const word = plainWord(words?.[field] ?? '');
      const meant = importFields[kind].find((one) => importWords[one].some((name) => plainWord(name) === word));
      return [field, meant];
    });
    expect(known).toEqual(importFields[kind].map((field) => [field, field]));
  }
  expect(Object.keys(words ?? {}).toSorted()).toEqual(ImportField.options.toSorted());
});
