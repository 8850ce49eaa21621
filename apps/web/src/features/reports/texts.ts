import { defineTexts } from '#lib/i18n.ts';
import en from './reports.en.json';

export const { useTexts, text } = defineTexts('reports', { en });
