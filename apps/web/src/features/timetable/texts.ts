import { defineTexts } from '#lib/i18n.ts';
import en from './timetable.en.json';

export const { useTexts, text } = defineTexts('timetable', { en });
