import { defineTexts } from '#lib/i18n.ts';
import en from './structure.en.json';

export const { useTexts, text } = defineTexts('structure', { en });
