import { defineTexts } from '#lib/i18n.ts';
import en from './account.en.json';

export const { useTexts, text } = defineTexts('account', { en });
