import { defineTexts } from '#lib/i18n.ts';
import en from './preferences.en.json';

export const { useTexts, text } = defineTexts('preferences', { en });
