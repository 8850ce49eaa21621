import { defineTexts } from '#lib/i18n.ts';
import en from './corrections.en.json';

export const { useTexts, text } = defineTexts('corrections', { en });
