import { defineTexts } from '#lib/i18n.ts';
import en from './school.en.json';

export const { useTexts, text } = defineTexts('school', { en });
