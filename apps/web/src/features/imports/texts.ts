import { defineTexts } from '#lib/i18n.ts';
import en from './imports.en.json';

export const { useTexts, text } = defineTexts('imports', { en });
