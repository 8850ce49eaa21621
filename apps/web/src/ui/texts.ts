import { defineTexts } from '#lib/i18n.ts';
import en from './ui.en.json';

export const { useTexts, text } = defineTexts('ui', { en });
