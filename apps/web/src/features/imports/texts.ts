import { defineTexts } from '#lib/i18n.ts';
import en from './imports.en.json';

export const { useTexts, text } = defineTexts('imports', { en });

/** How a day is written in a file, whatever the language. */
export const exampleDay = '2010-05-31';
