import { defineTexts } from '#lib/i18n.ts';
import en from './sign-in.en.json';

export const { useTexts, text } = defineTexts('sign-in', { en });
