import { defineTexts } from '#lib/i18n.ts';
import en from './look-alikes.en.json';

export const { useTexts, text } = defineTexts('look-alikes', { en });
