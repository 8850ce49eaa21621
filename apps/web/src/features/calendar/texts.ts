import { defineTexts } from '#lib/i18n.ts';
import en from './calendar.en.json';

export const { useTexts, text } = defineTexts('calendar', { en });
