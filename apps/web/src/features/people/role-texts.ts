import { defineTexts } from '#lib/i18n.ts';
import en from './role.en.json';

export const { useTexts, text } = defineTexts('role', { en });
