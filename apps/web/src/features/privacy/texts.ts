import { defineTexts } from '#lib/i18n.ts';
import en from './privacy.en.json';

export const { useTexts, text } = defineTexts('privacy', { en });
