import { defineTexts } from '#lib/i18n.ts';
import en from './photo.en.json';

export const { useTexts, text } = defineTexts('photo', { en });
