import { defineTexts } from '#lib/i18n.ts';
import en from './doctor.en.json';

export const { useTexts, text } = defineTexts('doctor', { en });
