import { defineTexts } from '#lib/i18n.ts';
import en from './details.en.json';

export const { useTexts, text } = defineTexts('details', { en });
