import { defineTexts } from '#lib/i18n.ts';
import en from './signals.en.json';

export const { useTexts, text } = defineTexts('signals', { en });
