import { defineTexts } from '#lib/i18n.ts';
import en from './review.en.json';

export const { useTexts, text } = defineTexts('review', { en });
