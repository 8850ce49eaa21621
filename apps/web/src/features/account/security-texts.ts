import { defineTexts } from '#lib/i18n.ts';
import en from './security.en.json';

export const { useTexts, text } = defineTexts('security', { en });
