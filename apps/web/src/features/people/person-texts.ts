import { defineTexts } from '#lib/i18n.ts';
import en from './person.en.json';

export const { useTexts, text } = defineTexts('person', { en });
