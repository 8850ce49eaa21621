import { defineTexts } from '#lib/i18n.ts';
import en from './trust.en.json';

export const { useTexts } = defineTexts('trust', { en });
