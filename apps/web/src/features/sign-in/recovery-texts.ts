import { defineTexts } from '#lib/i18n.ts';
import en from './recovery.en.json';

export const { useTexts, text } = defineTexts('recovery', { en });
