import { defineTexts } from '#lib/i18n.ts';
import en from './people.en.json';

export const { useTexts, text } = defineTexts('people', { en });
