import { defineTexts } from '#lib/i18n.ts';
import en from './copy.en.json';

export const { useTexts } = defineTexts('copy', { en });
