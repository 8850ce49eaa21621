import { defineTexts } from '#lib/i18n.ts';
import en from './schools.en.json';

export const { useTexts, text } = defineTexts('schools', { en });
