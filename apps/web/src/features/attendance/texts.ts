import { defineTexts } from '#lib/i18n.ts';
import en from './attendance.en.json';

export const { useTexts, text } = defineTexts('attendance', { en });
