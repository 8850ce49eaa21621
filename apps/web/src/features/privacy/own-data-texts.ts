import { defineTexts } from '#lib/i18n.ts';
import en from './own-data.en.json';

export const { useTexts, text } = defineTexts('own-data', { en });
