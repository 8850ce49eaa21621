import { defineTexts } from '#lib/i18n.ts';
import en from './courses.en.json';

export const { useTexts, text } = defineTexts('courses', { en });
