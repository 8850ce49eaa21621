import { defineTexts } from '#lib/i18n.ts';
import en from './destruction.en.json';

export const { useTexts, text } = defineTexts('destruction', { en });
