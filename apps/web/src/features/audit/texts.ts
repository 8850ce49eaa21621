import { defineTexts } from '#lib/i18n.ts';
import en from './audit.en.json';

export const { useTexts, text } = defineTexts('audit', { en });
