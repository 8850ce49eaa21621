import { defineTexts } from '#lib/i18n.ts';
import en from './calibration.en.json';

export const { useTexts, text } = defineTexts('calibration', { en });
