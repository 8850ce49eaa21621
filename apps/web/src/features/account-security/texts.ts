import { defineTexts } from '#lib/i18n.ts';
import en from './access.en.json';

export const { useTexts, text } = defineTexts('access', { en });
