import { defineTexts } from '#lib/i18n.ts';
import en from './attempts.en.json';

export const { useTexts, text } = defineTexts('attempts', { en });
