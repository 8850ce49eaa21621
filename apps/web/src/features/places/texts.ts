import { defineTexts } from '#lib/i18n.ts';
import en from './places.en.json';

export const { useTexts, text } = defineTexts('places', { en });
