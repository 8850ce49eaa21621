import { defineTexts } from '#lib/i18n.ts';
import en from './sessions.en.json';

export const { useTexts, text } = defineTexts('sessions', { en });
