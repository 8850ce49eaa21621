import { defineTexts } from '#lib/i18n.ts';
import en from './enrolment.en.json';

export const { useTexts, text } = defineTexts('enrolment', { en });
