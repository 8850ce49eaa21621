import { defineTexts } from '#lib/i18n.ts';
import en from './figures.en.json';

export const { useTexts, text } = defineTexts('figures', { en });
